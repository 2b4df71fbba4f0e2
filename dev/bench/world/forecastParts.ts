import { calibrationOf, miscalibration } from './calibration';
import { type Installation } from './installations';
import { askedHours, type Foretold, forecastScore, foretold, type Saying, stateScore } from './pageScore';
import { grouped, type Part, percent, share, type Table } from './report';
import { ifOverWhereItStops, type Said, type TrueState, trueStateAt } from './truth';

export function forecastParts(asked: readonly Installation[], sayings: readonly Saying[]): Part[] {
  const nodes = asked.reduce((sum, each) => sum + each.nodes.length, 0);
  const troubled = asked
    .filter(({ troubles }) => troubles.length > 0)
    .map(({ stack, troubles }) => `${stack.id} (${troubles.join('; ')})`);
  return [
    '## What the page says of nodes as they live',
    `Measured on ${new Date().toISOString().slice(0, 10)}. ${nodes} nodes drawn with fixed seeds in ${asked.length} installations (\`dev/fleet/stacks\`, \`dev/bench/world\`): each exports what its versions export and is stored as its stack stores it. A real Prometheus holds the series, and the page's own questions are asked ${-askedHours[0]} to 3 hours before the moment at which nodes begin to refuse pods, and 2 and 10 hours after it, with the settings that come with the plugin, without rules and without a log store. Half of the nodes are never looked at while thresholds are chosen: "unseen". The nodes are ours; how often each kind happens to you they do not say. Where the server itself was on a node that failed, nothing is known two hours after it. Telemetry in trouble: ${troubled.join(', ') || 'nowhere'}.`,
    inShort(sayings),
    ...stateParts(sayings),
    ...calibrationParts(sayings),
    ...forecastTables(foretold(sayings)),
  ];
}

const halves = (sayings: readonly Saying[]) => [
  ['all', sayings] as const,
  ['seen', sayings.filter(({ node }) => node.half === 'seen')] as const,
  ['unseen', sayings.filter(({ node }) => node.half === 'unseen')] as const,
];

/** The figures of most weight, of each half. */
function inShort(sayings: readonly Saying[]): Table {
  const row = (title: string, cell: (of: readonly Saying[]) => string) => [
    title,
    ...halves(sayings).map(([, of]) => cell(of)),
  ];
  const saidOf = (of: readonly Saying[], real: TrueState, ...right: readonly Said[]) => {
    const counts = stateScore(of).said[real];
    const whole = Object.values(counts).reduce((sum, each) => sum + each, 0);
    return share(
      right.reduce((sum, each) => sum + counts[each], 0),
      whole
    );
  };
  const toldRight = (of: readonly Saying[]) => {
    const { failing, leaking, slow, calm } = stateScore(of).said;
    const told = [failing, leaking, slow, calm].reduce((sum, each) => sum + each.failing + each.leaking + each.calm, 0);
    return share(failing.failing + leaking.leaking + slow.leaking + slow.calm + calm.calm, told);
  };
  const forecasts = (of: readonly Saying[], confidence?: 'high' | 'medium') =>
    forecastScore(foretold(of).filter(({ range }) => confidence === undefined || range?.confidence === confidence));
  return {
    id: 'in short',
    head: ['', ...halves(sayings).map(([half]) => half)],
    rows: [
      row('failing: told so', (of) => saidOf(of, 'failing', 'failing')),
      row('leaking for more than a day: told so', (of) => saidOf(of, 'leaking', 'leaking')),
      row('calm: told to fail or to leak', (of) => saidOf(of, 'calm', 'failing', 'leaking')),
      row('whatever is told of it, unless it is that nothing can be: right', (of) => toldRight(of)),
      row('the first cause is right where the fault is told', (of) => {
        const { causes } = stateScore(of);
        return share(causes.right, causes.of);
      }),
      row('before a failure: a range is given', (of) => share(forecasts(of).ranges, forecasts(of).asked)),
      row('it holds the failure', (of) => share(forecasts(of).held, forecasts(of).ranges)),
      row('the same with high confidence', (of) => share(forecasts(of, 'high').held, forecasts(of, 'high').ranges)),
      row('the same with medium confidence', (of) =>
        share(forecasts(of, 'medium').held, forecasts(of, 'medium').ranges)
      ),
      row('before a failure: only "not before" is said, and it holds', (of) =>
        share(forecasts(of).boundsHeld, forecasts(of).bounds)
      ),
      row('before a failure: only "at the latest" is said, and it holds', (of) =>
        share(forecasts(of).latestsHeld, forecasts(of).latests)
      ),
    ],
  };
}

function stateParts(sayings: readonly Saying[]): Part[] {
  const said: readonly Said[] = ['failing', 'leaking', 'calm', 'blind'];
  const reals: readonly TrueState[] = ['failing', 'leaking', 'slow', 'calm'];
  const rows = halves(sayings).flatMap(([half, of]) => {
    const score = stateScore(of);
    return reals.map((real) => {
      const counts = score.said[real];
      const whole = said.reduce((sum, each) => sum + counts[each], 0);
      return [real, half, String(whole), ...said.map((each) => percent(counts[each], whole))];
    });
  });
  const all = stateScore(sayings);
  return [
    '### States',
    'Each row: of the moments at which this was so, how often the page said what. "Blind": unknown, or not in the answer at all. Leaks younger than a day are left out. "Slow": it leaks and has more than two months left, or was drained and holds what it leaked, so that calm is no error.',
    { id: 'states', labels: 2, head: ['is', 'nodes', 'moments', ...said.map((each) => `told ${each}`)], rows },
    `Causes, where the fault was told: ${share(all.causes.right, all.causes.of)} right. Calm nodes accused: ${all.accused.join('; ') || 'none'}. If a node that was drained after a leak were called calm, ${accusedIfDrainedWereCalm(sayings)} of the calm moments would be accused.`,
    {
      id: 'states by stack',
      head: ['stack', ...stateHead],
      rows: grouped(sayings, ({ stack }) => stack).map(([stack, of]) => stateRow(stack, of)),
    },
    {
      id: 'states by kind',
      head: ['kind of node', ...stateHead],
      rows: grouped(sayings, ({ node }) => node.kind)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([kind, of]) => stateRow(kind, of)),
    },
  ];
}

function accusedIfDrainedWereCalm(sayings: readonly Saying[]): string {
  const calm = sayings.filter(
    ({ node, atSeconds }) => trueStateAt(ifOverWhereItStops(node.truth), atSeconds) === 'calm'
  );
  return share(calm.filter(({ said }) => said === 'failing' || said === 'leaking').length, calm.length);
}

const stateHead = ['failing told', 'leaking told', 'calm accused', 'blind', 'wrong moments, seen', 'and unseen'];

function calibrationParts(sayings: readonly Saying[]): Part[] {
  const rows = halves(sayings).flatMap(([half, of]) =>
    calibrationOf(of).map(({ from, to, said, right, of: whole }) => [
      half,
      `${percent(from, 1)} to ${percent(to, 1)}`,
      percent(said, 1),
      share(right, whole),
    ])
  );
  const off = halves(sayings).map(([half, of]) => `${half} ${percent(miscalibration(calibrationOf(of)) ?? 0, 1)}`);
  return [
    '### How sure',
    `The likeliest cause at each of these moments, by how likely the page called it. Where that is honest, as many are right as were said to be. The figures behind it were chosen on the half that is seen. Off on average: ${off.join(', ')}.`,
    { id: 'how sure', labels: 2, head: ['nodes', 'called likely to', 'said, mean', 'right'], rows },
  ];
}

function stateRow(name: string, sayings: readonly Saying[]): string[] {
  const of = (real: TrueState) => sayings.filter((each) => each.real === real);
  const right = (real: TrueState) => of(real).filter(({ said }) => said === real).length;
  const accused = of('calm').filter(({ said }) => said === 'failing' || said === 'leaking').length;
  const blind = sayings.filter(({ said }) => said === 'blind').length;
  return [
    name,
    percent(right('failing'), of('failing').length),
    percent(right('leaking'), of('leaking').length),
    percent(accused, of('calm').length),
    percent(blind, sayings.length),
    ...(['seen', 'unseen'] as const).map((half) => wrongOf(sayings.filter(({ node }) => node.half === half))),
  ];
}

const wrongOf = (sayings: readonly Saying[]) =>
  sayings.length === 0 ? '–' : `${sayings.filter(isWrong).length} of ${sayings.length}`;

/** A fault that was not told as what it is, and a calm node that was accused. */
function isWrong({ real, said }: Saying): boolean {
  return real === 'failing' || real === 'leaking'
    ? said !== real
    : said === 'failing' || (real === 'calm' && said === 'leaking');
}

function forecastTables(all: readonly Foretold[]): Part[] {
  const half = (which: string) => all.filter(({ saying }) => saying.node.half === which);
  const row = (name: string, of: readonly Foretold[]) => {
    const { asked, ranges, held, tooLate, width, bounds, boundsHeld, ...score } = forecastScore(of);
    return [
      name,
      String(asked),
      percent(ranges, asked),
      share(held, ranges),
      percent(tooLate, ranges),
      width === undefined ? '–' : `${width.toFixed(1)} times`,
      share(boundsHeld, bounds),
      share(score.latestsHeld, score.latests),
      score.latestOfLeft === undefined ? '–' : `${score.latestOfLeft.toFixed(1)} times`,
    ];
  };
  const head = [
    'nodes',
    'a range is given',
    'it holds the failure',
    'begins after it',
    'its width, of the time left',
    '"not before" holds',
    '"at the latest" holds',
    'it is, of the time left',
  ];
  const hours = askedHours.filter((each) => each < 0);
  const confidences = ['high', 'medium', 'low'] as const;
  return [
    '### Forecasts',
    'Of nodes that came to refuse pods. A range holds where the first refused pod lies between its ends; where it begins after that, the reader was told of more time than there was.',
    {
      id: 'forecasts',
      head: ['asked', ...head],
      rows: [
        ...hours.map((each) =>
          row(
            `${-each} h before`,
            all.filter(({ saying }) => saying.hours === each)
          )
        ),
        row('all', all),
        row('all, seen', half('seen')),
        row('all, unseen', half('unseen')),
      ],
    },
    {
      id: 'forecasts by confidence',
      head: ['by its confidence', ...head],
      rows: confidences.map((each) =>
        row(
          each,
          all.filter(({ range }) => range?.confidence === each)
        )
      ),
    },
    {
      id: 'forecasts by stack',
      head: ['stack', ...head],
      rows: grouped(all, ({ saying }) => saying.stack).map(([stack, of]) => row(stack, of)),
    },
    {
      id: 'forecasts by kind',
      head: ['kind of node', ...head],
      rows: grouped(all, ({ saying }) => saying.node.kind).map(([kind, of]) => row(kind, of)),
    },
  ];
}
