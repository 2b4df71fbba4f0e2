import { diagnose } from '../../../diagnosis';
import { measuredNode } from '../../../test/measuredNode';
import { decidingReasons } from './decidingReasons';

const fixed = { kernelRelease: '5.14.0-362.24.1.el9_3.x86_64', slabSteadyGrowthBytesPerDay: 0 };

describe('the reasons that explain a state', () => {
  it('begin with what speaks against the fault on a node that is clear', () => {
    expect(decidingReasons(diagnose(measuredNode(fixed)))[0]).toMatchObject({ key: 'kernelFixed' });
  });

  it('begin with what leaves it open', () => {
    const reasons = decidingReasons(diagnose(measuredNode({ ...fixed, podStarts1d: 4_000 })));
    expect(reasons.slice(0, 2).map(({ key }) => key)).toEqual(['cgroupsUncounted', 'kernelFixed']);
  });
});
