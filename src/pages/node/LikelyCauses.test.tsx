import { screen } from '@testing-library/react';
import React from 'react';
import { type RankedCause } from '../../diagnosis';
import { renderPage } from '../../test/renderPage';
import { stubGrafana } from '../../test/stubGrafana';
import { LikelyCauses } from './LikelyCauses';

const cause = (name: RankedCause['cause'], probability: number): RankedCause => ({
  cause: name,
  probability,
  settle: [{ fact: 'slabEntries', command: 'ls /sys/kernel/slab | wc -l' }],
});

function show(...causes: RankedCause[]) {
  stubGrafana();
  renderPage(<LikelyCauses diagnosis={{ causes }} />);
  return screen.queryAllByRole('listitem').map(({ textContent }) => textContent);
}

it('lists what may be behind it with how likely it is, and what would settle it', () => {
  expect(show(cause('memcg-kmem-leak', 0.55), cause('other-slab-leak', 0.3))).toEqual([
    'kernel-memory accounting leaks cgroups: 55%',
    'another slab leak: 30%',
  ]);
  expect(screen.getByText('ls /sys/kernel/slab | wc -l')).toBeInTheDocument();
});

it('says that no fault is likeliest while something else may be, and nothing where that is all but sure', () => {
  expect(show(cause('none', 0.6), cause('dying-memcgs', 0.3))[0]).toBe('no fault seen: 60%');
});

it.each(['none', 'memcg-kmem-leak'] as const)('is silent where %s is all but sure', (name) => {
  expect(show(cause(name, 0.97))).toEqual([]);
});
