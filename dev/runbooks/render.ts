// npm run render: docs/runbooks/ from the same data and words as the plugin's runbook pages. render.test.ts fails when
// they differ.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lookAlikes } from '../../src/events';
import { defaultThresholds } from '../../src/diagnosis';
import { sourceCatalogue, sourceLanguage } from '../../src/locales/catalogue';
import { createMeasures } from '../../src/locales/measures';
import { runbookFigures } from '../../src/locales/runbookFigures';
import { createTranslator } from '../../src/locales/translator';
import { escalationText } from '../../src/pages/runbook/escalationText';
import { impactLater, impactNow } from '../../src/pages/runbook/impactWords';
import { results } from '../../src/runbook/confirmSteps';
import { type PlannedStep, plannedSteps, type Way } from '../../src/runbook/courses';
import { isWayOut, type RunbookId, runbookIds } from '../../src/runbook/options';
import { pitfalls } from '../../src/runbook/pitfalls';
import { rollbackCommands } from '../../src/runbook/rollbacks';
import { lastReviewed, sourcesOf } from '../../src/runbook/sources';
import {
  commandOf,
  imageSteps,
  installingSteps,
  minutesOf,
  riskOf,
  type StepId,
  whereOf,
} from '../../src/runbook/steps';
import { kernelSources, nodeImages } from '../../src/runbook/system';
import { anyNode } from '../../src/runbook/target';
import { upgradeTargetsFrom } from '../../src/runbook/upgradeTargets';
import { verification } from '../../src/runbook/verification';

const root = path.resolve(__dirname, '../..');
const generated = '<!-- Rendered from src/runbook and src/locales by "npm run render". Do not edit. -->\n';
const text = createTranslator(sourceLanguage, sourceCatalogue);
const figures = runbookFigures(defaultThresholds, createMeasures(sourceLanguage, text));
const words = { text, language: sourceLanguage, measures: createMeasures(sourceLanguage, text) };

/** Path from the project's root -> the file's text. */
export function renderRunbooks(): Map<string, string> {
  return new Map([
    ['docs/runbooks/README.md', indexPage()],
    ...runbookIds.map((option) => [`docs/runbooks/${option}.md`, runbookPage(option)] as const),
  ]);
}

function indexPage(): string {
  return page([
    '# Runbooks',
    "The same texts as on the runbook pages of the plugin, for any node. Opened from a node there, a runbook has the commands filled in, shows only the steps for that node's system, and says why.",
    ...runbookIds.map(
      (option) => `- [${text(`runbook.option.${option}`)}](${option}.md): ${text(`runbook.option.${option}.doNow`)}`
    ),
    text('runbook.lastReviewed', { date: lastReviewed }),
  ]);
}

function runbookPage(option: RunbookId): string {
  return page([
    `# ${text(`runbook.option.${option}`)}`,
    `**${text('runbook.doNow')}.** ${text(`runbook.option.${option}.doNow`)}`,
    isWayOut(option) ? text('runbook.chooseGeneral') : '',
    `${text('runbook.seeAlso')} ${runbookIds
      .filter((other) => other !== option)
      .map(linkTo)
      .join(' · ')}`,
    ...section('runbook.meaning', [
      option === 'not-this-fault' ? '' : text('runbook.meaning.fault'),
      text(`runbook.option.${option}.why`),
    ]),
    ...section('runbook.impact', [
      `- **${text('runbook.impact.now')}:** ${impactNow(option, undefined, words)}`,
      `- **${text('runbook.impact.later')}:** ${impactLater(option, undefined, words)}`,
    ]),
    ...section('runbook.steps', [
      text('runbook.setNode'),
      fenced('NODE='),
      ...plannedSteps(option).flatMap((step, index) => planned(step, index + 1)),
    ]),
    ...(option === 'not-this-fault' ? section('runbook.lookAlikes', [lookAlikeTable()]) : []),
    ...section('runbook.verification', [criteria(option)]),
    ...section(
      'runbook.pitfalls',
      pitfalls[option].map((id) => `- **${text(`pitfall.${id}`)}.** ${text(`pitfall.${id}.text`)}`)
    ),
    ...section('runbook.rollback', [
      text(`runbook.rollback.${option}`),
      ...rollbackCommands(option, { kind: 'unknown' }).flatMap(({ ways, commands }) => [
        onlyFor(ways),
        ...commands.map((command) => fenced(command)),
      ]),
    ]),
    ...section('runbook.escalation', [
      text('runbook.escalation.when'),
      fenced(escalationText({ option, node: undefined }, words).trim(), 'text'),
    ]),
    ...section('runbook.sources', [
      sourcesOf(option)
        .map((url) => `- <${url}>`)
        .join('\n'),
      text('runbook.lastReviewed', { date: lastReviewed }),
    ]),
  ]);
}

type SectionTitle = 'meaning' | 'impact' | 'steps' | 'lookAlikes' | 'verification' | 'pitfalls' | 'rollback';

function section(title: `runbook.${SectionTitle | 'escalation' | 'sources'}`, body: readonly string[]): string[] {
  return [`## ${text(title)}`, ...body];
}

function planned(step: PlannedStep, number: number): string[] {
  if (step.kind === 'step') {
    return [
      `### ${number}. ${text(`runbook.${step.id}.title`)}`,
      step.onlyFor ? onlyFor(step.onlyFor) : '',
      ...stepBody(step.id, step.onlyFor),
    ];
  }
  return [
    `### ${number}. ${text(`runbook.alternatives.${step.by}`)}`,
    text('runbook.alternatives.tell'),
    ...step.steps.flatMap(({ id, ways }) => [
      `#### ${capitalised(waysText(ways))}`,
      `**${text(`runbook.${id}.title`)}.**`,
      ...stepBody(id, ways),
    ]),
  ];
}

function stepBody(id: StepId, ways: readonly Way[] | undefined): string[] {
  const command = commandOf(id, anyNode);
  return [
    text(`runbook.${id}.why`, figures),
    imageSteps.includes(id) ? nodeImages.map((image) => `- ${text(`runbook.image.${image}`)}`).join('\n') : '',
    installingSteps.includes(id) && ways ? targetList(ways) : '',
    ...(command === undefined ? [] : [`*${stepNotes(id)}:*`, fenced(command)]),
    `**${text('runbook.expect')}** ${text(`runbook.${id}.expect`, figures)}`,
    ...(id in results ? [resultTable(id as keyof typeof results)] : []),
    `**${text('runbook.ifNot')}** ${text(`runbook.${id}.ifNot`)}`,
  ];
}

function stepNotes(id: StepId): string {
  return [
    text(`runbook.where.${whereOf(id)}`),
    text(`runbook.risk.${riskOf(id)}`),
    text('runbook.minutes', { range: [...new Set(minutesOf(id))].join('–') }),
  ].join(', ');
}

function targetList(ways: readonly Way[]): string {
  const targets = kernelSources.filter((source) => ways.includes(source)).flatMap(upgradeTargetsFrom);
  const lines = targets.map(({ family, release, endOfLife }) =>
    endOfLife === undefined
      ? text('runbook.targets.row', { family, release })
      : text('runbook.targets.rowUntil', { family, release, date: endOfLife })
  );
  return [`${text('runbook.targets')}:`, '', ...lines.map((line) => `- ${line}`)].join('\n');
}

function resultTable(step: keyof typeof results): string {
  const rows = results[step].map(({ id, goTo }) => [
    text(`runbook.result.${id}`, figures),
    `${text(`runbook.result.${id}.means`)}${goTo ? ` → ${linkTo(goTo)}` : ''}`,
  ]);
  return table([text('runbook.expect').replace(/:$/, ''), text('runbook.results')], rows);
}

function lookAlikeTable(): string {
  return table(
    [text('runbook.lookAlikes.whatItIs'), text('runbook.lookAlikes.insteadDo')],
    lookAlikes.map(({ noteKey, sources }) => [
      text(noteKey),
      [text(`${noteKey}.instead`), ...sources.map((url, index) => `[${index + 1}](${url})`)].join(' '),
    ])
  );
}

function criteria(option: RunbookId): string {
  return verification(option, defaultThresholds)
    .map(({ id, waitSeconds }) => {
      const when =
        waitSeconds === 0
          ? text('runbook.pass.atOnce')
          : text('runbook.pass.after', { duration: words.measures.duration(waitSeconds) });
      return `- *${when}*: ${text(`runbook.pass.${id}`, figures)}`;
    })
    .join('\n');
}

function waysText(ways: readonly Way[]): string {
  return ways.map((way) => text(`runbook.way.${way}`)).join(text('runbook.waySeparator'));
}

function onlyFor(ways: readonly Way[]): string {
  return `*${text('runbook.onlyFor', { ways: waysText(ways) })}*`;
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function linkTo(option: RunbookId): string {
  return `[${text(`runbook.option.${option}`)}](${option}.md)`;
}

function fenced(content: string, language = 'sh'): string {
  return `\`\`\`${language}\n${content}\n\`\`\``;
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Blocks with an empty line between them, but none within a list. */
function page(blocks: readonly string[]): string {
  const filled = blocks.filter((block) => block !== '');
  const joined = filled.map((block, index) => {
    const inList = block.startsWith('- ') && (filled[index + 1] ?? '').startsWith('- ');
    return block + (inList ? '\n' : '\n\n');
  });
  return `${generated}\n${joined.join('').trimEnd()}\n`;
}

function main(): void {
  for (const [file, content] of renderRunbooks()) {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
    console.log(file);
  }
}

if (require.main === module) {
  main();
}
