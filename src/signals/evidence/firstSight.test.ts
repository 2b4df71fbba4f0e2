import { describe, expect, it } from '@jest/globals';
import { diagnose } from '../../diagnosis';
import { parsePasted } from '../../events';
import cases from '../../events/cases/first-sight.json';
import { joinPasted } from './pasted';

const others = cases.filter(({ isFault }) => !isFault);

describe('public texts about something else', () => {
  it.each(others.map((each) => [each.id, each] as const))(
    '%s is not called the memcg kmem leak',
    (_, { text, kernel }) => {
      const reading = parsePasted(text);
      let step = reading.next();
      while (!step.done) {
        step = reading.next();
      }
      const { nodes } = joinPasted([], [{ name: 'text', evidence: step.value }], 0);
      for (const node of nodes) {
        expect(diagnose(node).cause).not.toBe('memcg-kmem-leak');
        expect(diagnose({ ...node, kernelRelease: node.kernelRelease ?? kernel ?? undefined }).cause).not.toBe(
          'memcg-kmem-leak'
        );
      }
    }
  );
});
