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
    windowSize: 'PT30M'
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
    windowSize: 'PT30M'
  }
  callsRefused: {
    title: 'Calls are refused'
    severity: 3
    // A page that is opened signs in by such a call; many are somebody who tries, or a pipeline whose rights are gone. A
    // wrong signature is a webhook whose secret differs, and reports each time.
    query: '${events} | where event.event == \'callRefused\' | summarize calls = count(), timestamp = max(timestamp) by code = tostring(event.code) | where code == \'SignatureRefused\' or calls > 20'
    dimension: 'code'
    windowSize: 'PT30M'
  }
  appSilent: {
    title: 'The app is silent'
    severity: 1
    // Every five minutes the app says how many runs there are. A dead app fails nothing and says nothing.
    query: '${events} | where event.event == \'runsCounted\' | project timestamp'
    dimension: ''
    windowSize: 'PT30M'
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
      // Azure charges by it: a third of what five minutes cost.
      evaluationFrequency: 'PT15M'
      windowSize: rule.value.windowSize
      // The tables exist only once the first telemetry has arrived.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.value.query
            timeAggregation: 'Count'
            // Without a dimension it is what is absent that is reported.
            operator: empty(rule.value.dimension) ? 'LessThan' : 'GreaterThan'
            threshold: empty(rule.value.dimension) ? 1 : 0
            dimensions: empty(rule.value.dimension)
              ? []
              : [{ name: rule.value.dimension, operator: 'Include', values: ['*'] }]
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(emails) ? [] : [team.id] }
    }
  }
]
