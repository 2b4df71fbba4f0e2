import { dataFrameFromJSON } from '@grafana/data';
import { parseSeriesFrames } from './parseFrames';

const labels = { node: 'n', signal: 's' };
const frame = {
  schema: {
    refId: 'memory',
    fields: [
      { name: 'Time', type: 'time' },
      { name: 'Value', type: 'number', labels },
      { name: 'text', type: 'string' },
    ],
  },
  data: {
    values: [
      [1000, 2000, 3000, 4000, 5000],
      [1.5, null, null, null, null],
      ['a', 'b', 'c', 'd', 'e'],
    ],
    entities: [null, { NaN: [1], Inf: [2], NegInf: [3] }, null],
  },
};

// Grafana's own decoder writes into the values it is given; jsdom has no structuredClone.
const copyOf = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

describe('parseSeriesFrames', () => {
  it('reads numbers as Grafana does, without samples that are null', () => {
    const theirs = dataFrameFromJSON(copyOf(frame) as Parameters<typeof dataFrameFromJSON>[0]).fields[1]?.values;
    const { rows } = parseSeriesFrames({ results: { memory: { frames: [frame] } } }, 'memory');
    expect(rows).toEqual([
      {
        labels,
        values: [
          [1, 1.5],
          [2, NaN],
          [3, Infinity],
          [4, -Infinity],
        ],
      },
    ]);
    expect(rows[0]?.values.map(([, value]) => value)).toEqual(theirs?.filter((value) => value !== null));
  });

  it('leaves out labels that are no texts', () => {
    const odd = copyOf(frame) as { schema: { fields: Array<{ labels?: unknown }> } };
    Object.assign(odd.schema.fields[1] ?? {}, { labels: { node: 7 } });
    expect(parseSeriesFrames({ results: { memory: { frames: [odd] } } }, 'memory').rows[0]?.labels).toEqual({});
  });
});
