import { type Confidence, type Diagnosis, type State } from '../../../src/diagnosis/diagnosis';
import { likelyCause } from '../../../src/diagnosis/likelyCause';
import { day, hour } from '../../fleet/curves';
import { type PageReading } from './askPage';
import { type Installation, type WorldNode } from './installations';
import { type Said, saidBy, trueStateAt, type TrueState } from './truth';

/** Hours from the moment of failure at which the page is asked. */
export const askedHours = [-72, -48, -24, -12, -3, 2, 10] as const;

export const momentsOf = ({ failureSeconds }: Pick<Installation, 'failureSeconds'>) =>
  askedHours.map((hours) => failureSeconds + hours * hour);

/** What the page said of one node at one moment, beside what was so. */
export interface Saying {
  stack: string;
  node: WorldNode;
  hours: number;
  atSeconds: number;
  real: TrueState;
  said: Said;
  diagnosis?: Diagnosis;
}

/** A leak that is younger is not expected to be seen. */
const youngestLeakSeconds = day;

export function sayingsOf({ stack, nodes, failureSeconds }: Installation, readings: readonly PageReading[]): Saying[] {
  return readings.flatMap(({ atSeconds, diagnoses }) =>
    nodes.flatMap((node): Saying[] => {
      if (isTooYoung(node, atSeconds) || atSeconds < (node.truth.namedFrom ?? 0)) {
        return [];
      }
      const diagnosis = worst(diagnoses.filter((each) => isOf(each, node)).map((each) => each.diagnosis));
      const said = saidBy(diagnosis);
      const hours = Math.round((atSeconds - failureSeconds) / hour);
      return [{ stack: stack.id, node, hours, atSeconds, real: trueStateAt(node.truth, atSeconds), said, diagnosis }];
    })
  );
}

function isTooYoung({ truth: { leaksFrom = 0, failsAt = Infinity } }: WorldNode, atSeconds: number): boolean {
  return atSeconds < failsAt && atSeconds < leaksFrom + youngestLeakSeconds && leaksFrom > 0;
}

function isOf({ cluster, node }: { cluster: string; node: string }, { cluster: own, name }: WorldNode): boolean {
  return node === name && (cluster === '' || cluster === own);
}

const gravest: readonly State[] = ['failing', 'leaking', 'exposed', 'protected', 'clear', 'unknown'];

/** Where labels make one node two rows, a reader heeds the graver one. */
function worst(diagnoses: readonly Diagnosis[]): Diagnosis | undefined {
  return [...diagnoses].sort((a, b) => gravest.indexOf(a.state) - gravest.indexOf(b.state))[0];
}

export interface StateScore {
  /** Real state -> what was said -> how often. */
  said: Record<TrueState, Record<Said, number>>;
  /** Of the faults rightly named: of how many the cause was right as well that the page calls the likeliest. */
  causes: { right: number; of: number };
  /** Calm nodes that were called failing or leaking, by kind. */
  accused: string[];
}

export function stateScore(sayings: readonly Saying[]): StateScore {
  const count = (real: TrueState, said: Said) =>
    sayings.filter((each) => each.real === real && each.said === said).length;
  const row = (real: TrueState) => ({
    failing: count(real, 'failing'),
    leaking: count(real, 'leaking'),
    calm: count(real, 'calm'),
    blind: count(real, 'blind'),
  });
  const found = sayings.filter(({ real, said }) => (real === 'failing' || real === 'leaking') && real === said);
  const accused = sayings.filter(({ real, said }) => real === 'calm' && (said === 'failing' || said === 'leaking'));
  return {
    said: { failing: row('failing'), leaking: row('leaking'), slow: row('slow'), calm: row('calm') },
    causes: {
      right: found.filter(({ node, diagnosis }) => diagnosis && node.truth.causes.includes(likelyCause(diagnosis)))
        .length,
      of: found.length,
    },
    accused: [...new Set(accused.map(({ node }) => node.kind))].sort(),
  };
}

/** One forecast, asked before a failure that came. */
export interface Foretold {
  saying: Saying;
  leftSeconds: number;
  range?: { earliestSeconds: number; latestSeconds: number; confidence: Confidence };
  /** Not before so many seconds have gone; how long after is not told. */
  boundSeconds?: number;
  /** At the latest after so many seconds; it may be at any time. */
  latestSeconds?: number;
}

export function foretold(sayings: readonly Saying[]): Foretold[] {
  return sayings.flatMap((saying): Foretold[] => {
    const { node, hours, diagnosis } = saying;
    if (node.truth.failsAt === undefined || hours >= 0) {
      return [];
    }
    const forecast = diagnosis?.forecast;
    return [
      {
        saying,
        leftSeconds: -hours * hour,
        range: forecast?.kind === 'range' ? forecast : undefined,
        boundSeconds: forecast?.kind === 'bound' ? forecast.earliestSeconds : undefined,
        latestSeconds: forecast?.kind === 'latest' ? forecast.latestSeconds : undefined,
      },
    ];
  });
}

export interface ForecastScore {
  asked: number;
  ranges: number;
  /** Ranges that hold the moment of failure. */
  held: number;
  /** Ranges that lie wholly after it: the reader was promised more time than there was. */
  tooLate: number;
  /** Answers that only say "not before", and those after which the failure came. */
  bounds: number;
  boundsHeld: number;
  /** Answers that only say "at the latest", and those by which the failure had come. */
  latests: number;
  latestsHeld: number;
  /** Median of what these say as a multiple of the time that was left. */
  latestOfLeft?: number;
  /** Median of the ranges' width as a multiple of the time that was left. */
  width?: number;
}

export function forecastScore(all: readonly Foretold[]): ForecastScore {
  const ranges = all.flatMap(({ leftSeconds, range }) => (range ? [{ leftSeconds, ...range }] : []));
  const latests = all.flatMap(({ leftSeconds, latestSeconds: latest }) => (latest ? [latest / leftSeconds] : []));
  const widths = ranges
    .map(({ leftSeconds, earliestSeconds, latestSeconds }) => (latestSeconds - earliestSeconds) / leftSeconds)
    .sort((a, b) => a - b);
  const middle = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)];
  return {
    asked: all.length,
    ranges: ranges.length,
    held: ranges.filter((each) => each.earliestSeconds <= each.leftSeconds && each.leftSeconds <= each.latestSeconds)
      .length,
    tooLate: ranges.filter((each) => each.earliestSeconds > each.leftSeconds).length,
    bounds: all.filter(({ boundSeconds }) => boundSeconds !== undefined).length,
    boundsHeld: all.filter(({ boundSeconds = Infinity, leftSeconds }) => boundSeconds <= leftSeconds).length,
    latests: latests.length,
    latestsHeld: latests.filter((each) => each >= 1).length,
    latestOfLeft: middle(latests.sort((a, b) => a - b)),
    width: middle(widths),
  };
}
