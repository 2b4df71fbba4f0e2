import { isRecord } from '../../src/json/isRecord';
import { day, hour, minute } from './curves';
import { type LoggedLine, type LoggedSpan } from './loggedEvents';
import { type Labels } from './series';

/** Loki's own limits, as dev/docker/loki.yaml has them. */
export const lokiLimits = {
  oldestSeconds: 7 * day,
  aheadSeconds: 10 * minute,
  /** How far a line may lie behind the newest of its stream: half of the longest life of a chunk. */
  behindSeconds: hour,
};

export class BadPush extends Error {}

interface PushedStream {
  newestSeconds: number;
  lines: Map<string, LoggedLine>;
}

/** What was pushed to a stand-in Loki, taken and refused as Loki does. */
export class PushedLogs {
  private readonly streams = new Map<string, PushedStream>();

  /** Keeps what it may of a push's body; throws with what Loki says about the first line that it may not. */
  push(body: unknown, nowSeconds: number): void {
    const refusals = parsePush(body).flatMap((line) => this.keep(line, nowSeconds) ?? []);
    if (refusals[0] !== undefined) {
      throw new BadPush(refusals[0]);
    }
  }

  /** Of all streams, oldest first. */
  lines({ fromSeconds, toSeconds }: LoggedSpan): LoggedLine[] {
    return [...this.streams.values()]
      .flatMap(({ lines }) => [...lines.values()])
      .filter(({ seconds }) => seconds >= fromSeconds && seconds <= toSeconds)
      .sort((a, b) => a.seconds - b.seconds);
  }

  private keep(line: LoggedLine, nowSeconds: number): string | undefined {
    const labels = JSON.stringify(line.stream, Object.keys(line.stream).sort());
    const stream = this.streams.get(labels) ?? { newestSeconds: -Infinity, lines: new Map<string, LoggedLine>() };
    const refusal = refusalOf(line, stream.newestSeconds, nowSeconds);
    if (refusal !== undefined) {
      return refusal;
    }
    // The same line at the same moment is stored once.
    stream.lines.set(JSON.stringify([line.seconds, line.line]), line);
    stream.newestSeconds = Math.max(stream.newestSeconds, line.seconds);
    this.streams.set(labels, stream);
    return undefined;
  }
}

function refusalOf({ seconds, stream }: LoggedLine, newestSeconds: number, nowSeconds: number): string | undefined {
  const { oldestSeconds, aheadSeconds, behindSeconds } = lokiLimits;
  if (Object.keys(stream).length === 0) {
    return 'error at least one label pair is required per stream';
  }
  if (seconds < nowSeconds - oldestSeconds) {
    return `has timestamp too old: ${seconds}`;
  }
  if (seconds > nowSeconds + aheadSeconds) {
    return `has timestamp too new: ${seconds}`;
  }
  return seconds < newestSeconds - behindSeconds ? `entry too far behind, entry timestamp is: ${seconds}` : undefined;
}

function parsePush(body: unknown): LoggedLine[] {
  if (!isRecord(body) || !Array.isArray(body.streams)) {
    throw new BadPush('loghttp.PushRequest: no streams');
  }
  return body.streams.flatMap((each: unknown) => {
    if (!isRecord(each) || !Array.isArray(each.values)) {
      throw new BadPush('loghttp.PushRequest: a stream without values');
    }
    const stream = parseLabels(each.stream);
    return each.values.map((value: unknown) => parseLine(stream, value));
  });
}

function parseLine(stream: Labels, value: unknown): LoggedLine {
  const [nanoseconds, line, metadata] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof nanoseconds !== 'string' || !/^\d{1,19}$/.test(nanoseconds) || typeof line !== 'string') {
    throw new BadPush('loghttp.PushRequest: a value is neither moment and line nor these and metadata');
  }
  return { seconds: Number(nanoseconds) / 1e9, line, stream, metadata: parseLabels(metadata ?? {}) };
}

function parseLabels(labels: unknown): Labels {
  if (!isRecord(labels) || Object.values(labels).some((value) => typeof value !== 'string')) {
    throw new BadPush('loghttp.PushRequest: labels are texts');
  }
  return labels as Labels;
}
