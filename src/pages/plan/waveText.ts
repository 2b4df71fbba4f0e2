import { listed } from '../../locales/joined';
import { type Words } from '../../locales/TextProvider';
import { nodeTitle } from '../../locales/wording';
import { type Measures } from '../../locales/measures';
import { type ForecastDate, type LastSafe } from '../../runbook/plan/lastSafe';
import { type Wave, type WaveWarning } from '../../runbook/plan/makePlan';

/** Until when the wave should be over: never a bare date, always a range or its begin with the confidence. */
export function lastSafeText({ failing, first, unforeseen }: LastSafe, { text, measures }: Words): string[] {
  return [
    ...(failing > 0 ? [text('plan.safe.failing', { count: failing, number: measures.count(failing) })] : []),
    ...(first
      ? [
          text(first.latestSeconds === undefined ? 'plan.safe.bound' : 'plan.safe.range', {
            node: nodeTitle(first.key),
            from: dateText(first, first.earliestSeconds, measures),
            to: first.latestSeconds === undefined ? '' : dateText(first, first.latestSeconds, measures),
            confidence: text(`confidence.${first.confidence}`),
          }),
        ]
      : []),
    ...(unforeseen > 0
      ? [text('plan.safe.unforeseen', { count: unforeseen, number: measures.count(unforeseen) })]
      : []),
    ...(failing === 0 && !first && unforeseen === 0 ? [text('plan.safe.none')] : []),
  ];
}

/** No finer than what is known: a time of day only where the forecast is sure, or where both ends lie on one day. */
function dateText(
  { confidence, earliestSeconds, latestSeconds }: ForecastDate,
  seconds: number,
  { day, minute }: Measures
): string {
  const isOneDay = latestSeconds !== undefined && day(earliestSeconds) === day(latestSeconds);
  return confidence === 'high' || isOneDay ? minute(seconds) : day(seconds);
}

export function warningText(warning: WaveWarning, { text, measures }: Words): string {
  switch (warning.kind) {
    case 'late':
      return text(`plan.warn.late.${warning.certainty}`, { node: nodeTitle(warning.node.evidence.key) });
    case 'overShare':
      return text('plan.warn.overShare', {
        number: measures.count(warning.clusterNodes),
        share: measures.ratio(warning.sharePercent / 100),
      });
    case 'onlyControlPlane':
      return text('plan.warn.onlyControlPlane');
    case 'fixDoubtful':
      return text('plan.warn.fixDoubtful', {
        nodes: listed(
          warning.nodes.slice(0, 5).map(({ evidence }) => evidence.key.node),
          text
        ),
        count: warning.nodes.length,
        number: measures.count(warning.nodes.length),
      });
  }
}

/** A wave stands under the day on which it begins; only what ends on another names that. */
export function slotText({ startsAtSeconds, endsAtSeconds }: Wave, { text, measures }: Words): string {
  const { day, time, minute } = measures;
  const isOneDay = day(startsAtSeconds) === day(endsAtSeconds);
  return text('plan.slot', { from: time(startsAtSeconds), to: (isOneDay ? time : minute)(endsAtSeconds) });
}

export function waveTitle({ number, cluster, nodes, kind }: Wave, { text, measures }: Words): string {
  const parts = [
    text('plan.wave', { number: measures.count(number) }),
    cluster,
    kind === 'control-plane' && text('plan.controlPlane'),
    text('table.count', { count: nodes.length, number: measures.count(nodes.length) }),
  ];
  return parts.filter(Boolean).join(' · ');
}
