// What a platform team should hear of without looking. The queries read the app's own events, which docs/operations.md
// lists; test/infra holds their names to those that the code writes.

import { resourceTags } from '../types.bicep'

@description('Region.')
param location string

@description('Tags.')
param tags resourceTags

@description('Application Insights of the app.')
param insightsId string

@description('Who gets e-mails.')
param emails string[]

@description('After how many hours without progress a run waits too long.')
param waitingTooLongHours int

var events = 'traces | extend event = parse_json(message) | where isnotempty(event.event)'
var rules = {
  runFailed: {
    title: 'A run failed'
    severity: 2
    query: '${events} | where event.event == \'runEnded\' and event.state == \'Failed\' | project timestamp, run = tostring(event.run), message = tostring(event.message)'
    dimension: 'run'
    windowSize: 'PT15M'
  }
  runWaitsTooLong: {
    title: 'A run has made no progress for ${waitingTooLongHours} h'
    severity: 3
    query: '${events} | where event.event == \'runUnfinished\' and toreal(event.quietSeconds) >= ${waitingTooLongHours * 3600} | project timestamp, run = tostring(event.run)'
    dimension: 'run'
    windowSize: 'PT1H'
  }
  functionErrors: {
    title: 'A function fails'
    severity: 2
    query: 'requests | where success == false and resultCode !startswith \'4\' | project timestamp, function = name'
    dimension: 'function'
    windowSize: 'PT15M'
  }
}

resource team 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(emails)) {
  name: 'ag-fleet-updates'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'fleetupdates'
    emailReceivers: [for email in emails: { name: email, emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in items(rules): {
    name: 'fleet-updates-${rule.key}'
    location: location
    tags: tags
    properties: {
      displayName: 'Fleet Updates: ${rule.value.title}'
      enabled: true
      severity: rule.value.severity
      scopes: [insightsId]
      evaluationFrequency: 'PT5M'
      windowSize: rule.value.windowSize
      // The tables exist only once the first telemetry has arrived.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.value.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            dimensions: [{ name: rule.value.dimension, operator: 'Include', values: ['*'] }]
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(emails) ? [] : [team.id] }
    }
  }
]
