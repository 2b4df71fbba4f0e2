import { type Words } from '../../locales/TextProvider';
import { verdictText } from '../../locales/wording';
import { exportedPlan, type PlanFile } from '../../runbook/plan/exportable';
import { windowTimesText } from '../../runbook/plan/maintenanceWindow';
import { type MaintenancePlan, type Wave } from '../../runbook/plan/makePlan';
import { wayOutFor, type PlanNode } from '../../runbook/plan/planNode';
import { waveSizeText } from '../../runbook/plan/planSettings';
import { codeSpan, escapeMarkdown } from '../shared/verdict/summaryMarkdown';
import { planReason } from './planReason';
import { lastSafeText, warningText } from './waveText';

/** For a change ticket. Texts from the cluster stand in code spans, or are escaped. */
export function planMarkdown(plan: MaintenancePlan, pageUrl: string, words: Words): PlanFile {
  const { text, measures } = words;
  const { settings } = plan;
  const lines = [
    `# ${text('plan.title')}: ${text('appName')}`,
    '',
    `- ${text('plan.size')}: ${waveSizeText(settings.waveSize)}`,
    `- ${text('plan.share')}: ${measures.ratio(settings.sharePercent / 100)}`,
    `- ${text('plan.hours')}: ${settings.hoursPerWave}`,
    ...(settings.window
      ? [`- ${text('plan.window')}: ${windowTimesText(settings.window)}, ${text(`plan.days.${settings.window.days}`)}`]
      : []),
    `- ${text('plan.zone', { zone: measures.timeZone })}`,
    '',
    ...plan.waves.flatMap((wave) => waveLines(wave, plan, words)),
    `<${pageUrl}>`,
    '',
  ];
  return { name: 'plan.md', text: lines.join('\n') };
}

function waveLines(wave: Wave, { settings }: MaintenancePlan, words: Words): string[] {
  const { text, measures } = words;
  const line = (node: PlanNode) => {
    const { evidence, diagnosis } = node;
    const parts = [verdictText(diagnosis, words), planReason(node, words)].map(escapeMarkdown);
    const fix = text(`runbook.option.${wayOutFor(node, settings.fix)}`);
    return `- [ ] ${codeSpan(evidence.key.node)}: ${[...parts, escapeMarkdown(fix)].join('; ')}`;
  };
  const cluster = wave.cluster === undefined ? '' : ` · ${codeSpan(wave.cluster)}`;
  const window = { from: measures.minute(wave.startsAtSeconds), to: measures.minute(wave.endsAtSeconds) };
  return [
    `## ${text('plan.wave', { number: measures.count(wave.number) })}${cluster}`,
    '',
    escapeMarkdown(text('plan.slot', window)),
    ...lastSafeText(wave.lastSafe, words).map(escapeMarkdown),
    ...wave.warnings.map((warning) => `**${escapeMarkdown(warningText(warning, words))}**`),
    '',
    ...wave.nodes.map(line),
    '',
  ];
}

/** How kured would do the same: who marks which nodes when, and with which settings. */
export function kuredMarkdown(plan: MaintenancePlan, words: Words): PlanFile {
  const { text, measures } = words;
  const { waves, scripts, refused, byHand } = exportedPlan(plan);
  const largest = Math.max(1, ...waves.map(({ nodes }) => nodes.length));
  const lines = [
    `# ${text('plan.kured.title')}`,
    '',
    text('plan.kured.how'),
    '',
    '```yaml',
    'configuration:',
    '  rebootSentinel: /var/run/reboot-required',
    `  concurrency: ${largest}`,
    '  period: 5m',
    '  startTime: "22:00"',
    '  endTime: "04:00"',
    '  timeZone: UTC',
    '```',
    '',
    text('plan.kured.order'),
    '',
    ...waves.flatMap(({ number, nodes }) => [
      `## ${text('plan.wave', { number: measures.count(number) })}`,
      '',
      '```sh',
      ...nodes.map(({ evidence, script }) => `ssh root@${evidence.key.node} sh -s < ${script.id}.sh`),
      '```',
      '',
    ]),
    ...scripts.flatMap(({ id, change }) => [
      `## ${id}.sh`,
      '',
      '```sh',
      change.kind === 'commands' ? change.script : `# FILL IN, as root on the node: ${change.means}.`,
      'touch /var/run/reboot-required',
      '```',
      '',
    ]),
    ...(refused.length > 0
      ? [text('plan.refused', { count: refused.length, number: measures.count(refused.length) }), '']
      : []),
    ...(byHand.length > 0
      ? [text('plan.byHand', { count: byHand.length, number: measures.count(byHand.length) }), '']
      : []),
  ];
  return { name: 'kured.md', text: lines.join('\n') };
}
