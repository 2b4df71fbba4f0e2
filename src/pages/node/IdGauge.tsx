import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { type IdUse } from '../../diagnosis/idUse';
import { useText, type Words } from '../../locales/TextProvider';

/** From here on the colour warns; the words beside it say the figure. */
const nearShare = 0.8;

/** How many memcg IDs are taken: a bar for a count, a stretch of it for an estimate. */
export function IdGauge({ use }: { use: IdUse }) {
  const styles = useStyles2(getStyles);
  const { visualization } = useTheme2();
  const words = useText();
  const said = idUseText(use, words);
  if (use.kind === 'notCounted') {
    return (
      <span className={styles.note} data-testid="id-gauge">
        {said}
      </span>
    );
  }
  const [from, to] = use.kind === 'counted' ? [0, use.used / use.limit] : [use.least / use.limit, use.most / use.limit];
  const percent = (share: number) => `${share * 100}%`;
  return (
    <div data-testid="id-gauge">
      <div
        className={styles.bar}
        role="meter"
        aria-valuemin={0}
        aria-valuemax={use.limit}
        aria-valuenow={use.kind === 'counted' ? use.used : use.most}
        aria-valuetext={said}
        aria-label={words.text('node.ids.title')}
      >
        <div
          className={use.kind === 'estimated' ? styles.estimate : undefined}
          style={{
            position: 'absolute',
            insetBlock: 0,
            left: percent(from),
            width: `max(2px, ${percent(to - from)})`,
            backgroundColor: visualization.getColorByName(to >= nearShare ? 'red' : 'blue'),
          }}
        />
      </div>
      <div>{said}</div>
      {use.kind === 'estimated' && <span className={styles.note}>{words.text(`node.ids.from.${use.from}`)}</span>}
    </div>
  );
}

function idUseText(use: IdUse, { text, measures }: Words): string {
  switch (use.kind) {
    case 'counted':
      return text('node.ids.counted', {
        used: measures.count(use.used),
        limit: measures.count(use.limit),
        share: measures.ratio(use.used / use.limit),
      });
    case 'estimated':
      return text('node.ids.estimated', {
        least: measures.count(Math.min(use.limit, roughly(use.least))),
        most: measures.count(use.most < use.limit ? roughly(use.most) : use.limit),
        limit: measures.count(use.limit),
      });
    case 'notCounted':
      return use.why === 'notSeen'
        ? `${text('missing.cgroupsCollector')} ${text('enable.cgroupsCollector')}`
        : text('node.ids.byKernel');
  }
}

/** Two digits: an estimate knows no more. */
function roughly(ids: number): number {
  return Number(ids.toPrecision(2));
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    position: 'relative',
    height: theme.spacing(2),
    margin: theme.spacing(0.5, 0, 1),
    overflow: 'hidden',
    background: theme.colors.background.canvas,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
  }),
  estimate: css({
    backgroundImage: `repeating-linear-gradient(45deg, transparent 0 6px, ${theme.colors.background.secondary} 6px 9px)`,
  }),
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
