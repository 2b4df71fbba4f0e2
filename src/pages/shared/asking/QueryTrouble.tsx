import { Alert, Button } from '@grafana/ui';
import React, { useState } from 'react';
import { type Progress, type QueryProgress } from '../../../data/progress';
import { useText } from '../../../locales/TextProvider';
import { coverageQuestionIds, fleetQuestionIds } from '../../../signals/series';

/** Questions that a verdict rests on: those of the overview, those asked of one node instead; and those of the coverage. */
const verdictIds = ['where', ...fleetQuestionIds, 'stuckPods', ...coverageQuestionIds] as const;
type VerdictId = (typeof verdictIds)[number];

type Trouble = { id: VerdictId; progress: QueryProgress };

/** Names each question that failed or keeps us waiting, and what the page cannot say without it. */
export function QueryTrouble({ queries, askAgain }: { queries: Progress<string>; askAgain: () => void }) {
  const { text } = useText();
  const troubles = verdictIds.flatMap((id): Trouble[] => {
    const progress = queries[id];
    return progress && isTrouble(progress) ? [{ id, progress }] : [];
  });
  if (troubles.length === 0) {
    return null;
  }
  const failed = troubles.filter(({ progress }) => progress.state === 'failed');
  const asked = verdictIds.filter((id) => (queries[id] ?? { state: 'notAsked' }).state !== 'notAsked');
  const isAll = failed.length === asked.length;
  const title = isAll
    ? text('trouble.all')
    : failed.length > 0
      ? text('trouble.some', { count: failed.length })
      : text('trouble.quiet');
  return (
    <Alert severity={isAll ? 'error' : failed.length > 0 ? 'warning' : 'info'} title={title}>
      {isAll && <p>{text('trouble.allHint')}</p>}
      <ul style={{ listStylePosition: 'inside' }}>
        {troubles.map((trouble) => (
          <li key={trouble.id} data-testid={`trouble-${trouble.id}`}>
            <TroubleLine {...trouble} isAll={isAll} />
          </li>
        ))}
      </ul>
      {failed.length > 0 && (
        <Button size="sm" variant="secondary" icon="sync" onClick={askAgain}>
          {text('trouble.retry')}
        </Button>
      )}
    </Alert>
  );
}

function isTrouble(progress: QueryProgress): boolean {
  return progress.state === 'failed'
    ? progress.failure.kind !== 'aborted'
    : progress.state === 'waiting'
      ? progress.isSlow
      : progress.state === 'answered' && (progress.notices.length > 0 || progress.isCut === true);
}

function TroubleLine({ id, progress, isAll }: Trouble & { isAll: boolean }) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  const technical =
    progress.state === 'failed'
      ? progress.failure.technical
      : progress.state === 'answered'
        ? progress.notices.join('\n')
        : '';
  return (
    <>
      <strong>{text(`query.${id}`)}</strong>: {what(progress, text)}
      {progress.state !== 'answered' && !isAll && ` ${text(`query.${id}.without`)}`}
      {technical !== '' && (
        <>
          {' '}
          <Button size="sm" fill="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? text('trouble.hideTechnical') : text('trouble.showTechnical')}
          </Button>
          {isOpen && <pre style={{ whiteSpace: 'pre-wrap' }}>{technical}</pre>}
        </>
      )}
    </>
  );
}

function what(progress: QueryProgress, text: ReturnType<typeof useText>['text']): string {
  switch (progress.state) {
    case 'waiting':
      return text('trouble.waiting');
    case 'failed':
      return text(`failure.${progress.failure.kind}`);
    case 'notAsked':
      return '';
    case 'answered':
      return text(progress.isCut ? 'trouble.cut' : 'trouble.notices', { value: progress.seriesCount });
  }
}
