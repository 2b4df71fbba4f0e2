import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, useStyles2 } from '@grafana/ui';
import React from 'react';
import { PageLink } from '../../components/PageLink';
import { type NodeKey } from '../../diagnosis';
import { type WayOut, waysOut } from '../../kernel';
import { useText } from '../../locales/TextProvider';
import { type Advice } from '../../runbook/advice';
import { useLinks } from '../shared/address/links';

export interface WaysTableProps {
  /** The way that the page is about, if it is about one. */
  chosen: string;
  /** One for each way out, from the node's facts; none in the general text. */
  advice: readonly Advice[];
  release: string | undefined;
  nodeKey: NodeKey | undefined;
}

/** Every way out beside the others: whether it fits, what it costs and needs, how long it lasts. */
export function WaysTable({ chosen, advice, release, nodeKey }: WaysTableProps) {
  const links = useLinks();
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const ways: ReadonlyArray<{ option: WayOut } & Partial<Advice>> =
    advice.length > 0 ? advice : waysOut.map((option) => ({ option }));
  const hasFit = advice.length > 0;
  return (
    <div className={styles.container}>
      <table className={styles.table} aria-label={text('runbook.ways')}>
        <thead>
          <tr>
            <th scope="col">{text('runbook.ways.way')}</th>
            {hasFit && <th scope="col">{text('runbook.ways.fits')}</th>}
            {facts.map((fact) => (
              <th key={fact} scope="col">
                {text(`runbook.ways.${fact}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ways.map(({ option, words, isRecommended, isRuledOut }) => (
            <tr key={option} className={isRuledOut ? styles.ruledOut : undefined}>
              <th scope="row">
                {option === chosen ? (
                  text(`runbook.option.${option}`)
                ) : (
                  <PageLink path={links.runbook(option, nodeKey)}>{text(`runbook.option.${option}`)}</PageLink>
                )}{' '}
                {isRecommended && <Badge color="green" icon="check" text={text('runbook.recommended')} />}
              </th>
              {hasFit && <td>{words && text(words, { release: release ?? text('unknownRelease') })}</td>}
              {facts.map((fact) => (
                <td key={fact} data-label={text(`runbook.ways.${fact}`)}>
                  {text(`runbook.${fact}.${option}`)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const facts = ['cost', 'needs', 'lasts'] as const;

const getStyles = (theme: GrafanaTheme2) => ({
  container: css({ containerType: 'inline-size' }),
  table: css({
    width: '100%',
    'th, td': {
      padding: theme.spacing(0.75, 2, 0.75, 0),
      verticalAlign: 'top',
      textAlign: 'left',
      fontWeight: theme.typography.fontWeightRegular,
    },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium, minWidth: theme.spacing(20) },
    thead: { color: theme.colors.text.secondary },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
    '@container (max-width: 640px)': {
      thead: { display: 'none' },
      'tr, th, td': { display: 'block', padding: theme.spacing(0.25, 0) },
      'td[data-label]::before': { content: 'attr(data-label) ": "', color: theme.colors.text.secondary },
    },
  }),
  ruledOut: css({ color: theme.colors.text.secondary }),
});
