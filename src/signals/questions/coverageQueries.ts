import knowledge from '../../knowledge/coverage.json';
import { eventsExpression } from './queries';
import { type CoverageQueryId, type SignalQuery } from '../series';
import { type Settings } from '../settings/settings';
import { fillTemplate } from './template';

type TemplateId = keyof typeof knowledge.queries;

const templateIds = Object.keys(knowledge.queries) as TemplateId[];

/** What is asked to learn which signals an installation delivers; each question fails by itself. */
export function coverageQueries(settings: Settings): Array<SignalQuery<CoverageQueryId>> {
  const queries = templateIds.map((id) => instant(id, fillTemplate(knowledge.queries[id], settings)));
  const pipelines = pipelinesExpression(settings);
  return pipelines === undefined ? queries : [...queries, instant('pipelines', pipelines)];
}

function pipelinesExpression(settings: Settings): string | undefined {
  const { source, preset } = settings.events;
  if (source !== 'prometheus') {
    return undefined;
  }
  switch (preset) {
    case 'custom': {
      const events = eventsExpression(settings);
      return events && fillTemplate(knowledge.customEvents, settings, { events });
    }
    case 'auto':
      return Object.values(knowledge.events)
        .map((each) => fillTemplate(each, settings))
        .join('\nor\n');
    default:
      return fillTemplate(knowledge.events[preset], settings);
  }
}

function instant(id: CoverageQueryId, expr: string): SignalQuery<CoverageQueryId> {
  return { id, kind: 'instant', expr };
}
