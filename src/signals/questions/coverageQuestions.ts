import knowledge from '../../knowledge/coverage.json';
import { eventsExpression } from './fleetQueries';
import { inParts } from './parts';
import { laterQuestions } from './laterQuestions';
import { type Question, question } from './question';
import { type CoverageQuestionId, coverageQuestionIds, type SignalQuery } from '../series';
import { type Settings } from '../settings/settings';
import { fillTemplate } from './template';

/** What is asked to learn which signals an installation delivers; each fails by itself. */
export function coverageQuestions(settings: Settings): Array<Question<CoverageQuestionId>> {
  return coverageQueries(settings).map((query) => question<CoverageQuestionId>('coverage', query.id, () => query));
}

export function coverageQueries(settings: Settings): Array<SignalQuery<CoverageQuestionId>> {
  const pipelines = pipelinesExpression(settings);
  return coverageQuestionIds.flatMap((id) => {
    if (id === 'pipelines' && pipelines === undefined) {
      return [];
    }
    const fill = (template: string) => fillTemplate(template, settings, pipelines === undefined ? {} : { pipelines });
    const asked = laterQuestions.coverage[id];
    return [
      { id, kind: 'instant', ...('parts' in asked ? inParts(asked.parts.map(fill)) : { expr: fill(asked.expr) }) },
    ];
  });
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
