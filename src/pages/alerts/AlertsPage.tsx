import { config } from '@grafana/runtime';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { useMemo, useRef } from 'react';
import { defaultSpan } from '../../data/timeSpan';
import { type Held, useReading } from '../../data/useReading';
import { useText } from '../../locales/TextProvider';
import { type Installation } from '../../rules/ruleGroups';
import { rulesQuestions } from '../../signals/questions/rulesQuestions';
import { type RulesQuestionId } from '../../signals/series';
import { placeOf } from '../shared/address/pagePlaces';
import { alertsPagePath } from '../shared/address/paths';
import { usePage } from '../shared/asking/PageContext';
import { PageShell } from '../shared/asking/PageShell';
import { ExportRules } from './ExportRules';
import { LoadedRules } from './LoadedRules';
import { RulesTrouble } from './RulesTrouble';

export default function AlertsPage() {
  const { text } = useText();
  const { source, search } = usePage();
  const rules = useReading({ source, span: defaultSpan, questionsAt: rulesQuestions });
  // Which rules are loaded is said of the last answer only: an older one may be wrong by now.
  return (
    <PageShell
      place={placeOf(text('alerts.title'), alertsPagePath(search))}
      hasSpan={false}
      reading={{ ...rules, isStale: false }}
    >
      <Body rules={rules} />
    </PageShell>
  );
}

function Body({ rules: { shown, latest, askAgain } }: { rules: Held<RulesQuestionId> }) {
  const { settings, source } = usePage();
  const { text } = useText();
  const { answers, progress } = (latest?.isFinished ? latest : shown) ?? { answers: {}, progress: {} };
  const loaded = answers.rules;
  const failure = progress.rules?.state === 'failed' ? progress.rules.failure : undefined;
  const exports = useRef<HTMLDivElement>(null);
  const installation = useMemo<Installation>(
    () => ({ settings, grafanaUrl: settings.grafanaUrl ?? ownAddress() }),
    [settings]
  );
  const toExports = () => {
    exports.current?.focus();
    exports.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <>
      {source && !loaded && !failure && <LoadingPlaceholder text={text('alerts.reading', { source: source.name })} />}
      {source && loaded?.kind === 'rules' && !failure && (
        <LoadedRules {...{ source, loaded, installation, toExports }} />
      )}
      {source && failure && <RulesTrouble {...{ source, failure, askAgain, toExports }} />}
      <div ref={exports} tabIndex={-1}>
        <ExportRules installation={installation} />
      </div>
    </>
  );
}

/** Where Grafana says it is reached; right unless a proxy hides it. */
function ownAddress(): string {
  return config.appUrl.replace(/\/+$/, '');
}
