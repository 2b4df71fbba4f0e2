import { fleetOf } from '../../test/fleetOf';
import { quietSignals } from '../../test/answers';
import { coverageOf } from './coverage';

const seenOf = (...facts: Parameters<typeof fleetOf>[0]) =>
  Object.fromEntries(coverageOf(fleetOf(facts)).map(({ source, seen }) => [source, seen]));

describe('coverageOf', () => {
  it('counts the nodes that each source speaks of', () => {
    expect(seenOf({ node: 'a', signals: quietSignals }, { node: 'b', refused: 3 })).toMatchObject({
      nodeExporter: 1,
      events: 1,
      kubeStateMetrics: 2,
    });
  });

  it('sees no growth where no figures are seen', () => {
    expect(seenOf({ node: 'a' })).toMatchObject({ nodeExporter: 0, history: 0 });
    expect(seenOf({ node: 'a', signals: quietSignals })).toMatchObject({ history: 1 });
  });
});
