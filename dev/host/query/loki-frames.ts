import type { Frame, FrameContext } from './frames';
import type { LabelCategories, LogStream } from './prometheus';

/** How Grafana marks where a label comes from: the stream's index, structured metadata, a parser. */
function typesOf(stream: Record<string, string>, { structuredMetadata, parsed }: LabelCategories) {
  const marked = (labels: Record<string, string> | undefined, mark: string) =>
    Object.fromEntries(Object.keys(labels ?? {}).map((name) => [name, mark]));
  return { ...marked(stream, 'I'), ...marked(structuredMetadata, 'S'), ...marked(parsed, 'P') };
}

/** Lines of all streams in one frame, newest first, as Grafana's Loki backend sends them. */
export function toLogFrame(streams: readonly LogStream[], context: FrameContext): Frame {
  const rows = streams
    .flatMap(({ stream, values }) =>
      values.map(([nanoseconds, line, categories = {}]) => ({
        labels: { ...stream, ...categories.structuredMetadata, ...categories.parsed },
        types: typesOf(stream, categories),
        nanoseconds,
        line,
      }))
    )
    .sort((a, b) => (a.nanoseconds < b.nanoseconds ? 1 : -1));
  const json = { type: 'other', typeInfo: { frame: 'json.RawMessage' } } as const;
  const text = { type: 'string', typeInfo: { frame: 'string' } } as const;
  return {
    schema: {
      refId: context.refId,
      meta: {
        typeVersion: [0, 0],
        custom: { frameType: 'LabeledTimeValues' },
        executedQueryString: `Expr: ${context.expr}`,
      },
      fields: [
        { name: 'labels', ...json },
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' } },
        { name: 'Line', ...text },
        { name: 'tsNs', ...text },
        { name: 'labelTypes', ...json, config: { custom: { hidden: true } } },
        { name: 'id', ...text },
      ],
    },
    data: {
      values: [
        rows.map((row) => row.labels),
        rows.map((row) => Math.floor(Number(BigInt(row.nanoseconds) / 1_000_000n))),
        rows.map((row) => row.line),
        rows.map((row) => row.nanoseconds),
        rows.map((row) => row.types),
        rows.map((row, index) => `${row.nanoseconds}_${index}`),
      ],
    },
  };
}
