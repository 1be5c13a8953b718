// A page of runs in the portal: what runs, what failed, how long members take, how Azure answers.

import { resourceTags } from '../types.bicep'

@description('Region.')
param location string

@description('Tags.')
param tags resourceTags

@description('Application Insights of the app.')
param insightsId string

var events = 'traces | extend event = parse_json(message) | where isnotempty(event.event)'
var charts = [
  {
    title: 'Unfinished runs'
    visualization: 'table'
    query: '${events} | where event.event == \'runUnfinished\' | summarize arg_max(timestamp, *) by run = tostring(event.run) | where timestamp > ago(15m) | project run, state = tostring(event.state), quietHours = round(toreal(event.quietSeconds) / 3600, 1)'
  }
  {
    title: 'Runs that ended, by state'
    visualization: 'barchart'
    query: '${events} | where event.event == \'runEnded\' | summarize runs = count() by state = tostring(event.state), bin(timestamp, 1d)'
  }
  {
    title: 'How long a member takes, in minutes'
    visualization: 'timechart'
    query: '${events} | where event.event == \'memberEnded\' and event.state == \'Completed\' | summarize percentiles(toreal(event.durationSeconds) / 60, 50, 95) by bin(timestamp, 1d)'
  }
  {
    title: 'Members that failed'
    visualization: 'table'
    query: '${events} | where event.event == \'memberEnded\' and event.state == \'Failed\' | project timestamp, run = tostring(event.run), fleet = tostring(event.fleet), member = tostring(event.member), error = tostring(event.error)'
  }
  {
    title: 'Calls to Azure Resource Manager that were throttled'
    visualization: 'timechart'
    query: '${events} | where event.event == \'armThrottled\' | summarize throttles = count() by operation = tostring(event.operation), bin(timestamp, 1h)'
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(insightsId, 'runs')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Fleet Updates: runs'
    category: 'workbook'
    sourceId: insightsId
    serializedData: string({
      version: 'Notebook/1.0'
      items: map(charts, (chart, index) => {
        type: 3
        name: 'chart ${index}'
        content: {
          version: 'KqlItem/1.0'
          title: chart.title
          query: chart.query
          queryType: 0
          resourceType: 'microsoft.insights/components'
          visualization: chart.visualization
          timeContext: { durationMs: 2592000000 }
        }
      })
    })
  }
}
