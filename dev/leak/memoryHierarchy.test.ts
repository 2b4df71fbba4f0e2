import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findMemoryHierarchy, memoryCgroupsCounted, ownCgroup, type Roots } from './memoryHierarchy';

let tree: string;
let roots: Roots;

beforeEach(() => {
  tree = mkdtempSync(path.join(tmpdir(), 'memory-hierarchy-'));
  roots = { proc: path.join(tree, 'proc'), sys: path.join(tree, 'sys') };
  put('proc/cgroups', '#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t2\t9\t1\nmemory\t4\t17\t1\n');
  jest.spyOn(process, 'getuid').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(tree, { recursive: true });
});

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
  writeFileSync(path.join(tree, file), text);
}

test('version 1 wins where memory is on it, as on hybrid systems', () => {
  put('sys/fs/cgroup/memory/memory.force_empty', '');
  put('sys/fs/cgroup/unified/cgroup.controllers', '');
  put('proc/self/cgroup', '5:cpu,cpuacct:/a\n4:memory:/user.slice\n0::/init.scope\n');
  const hierarchy = { version: 1, root: path.join(roots.sys, 'fs/cgroup/memory') } as const;
  expect(findMemoryHierarchy(roots)).toEqual(hierarchy);
  expect(ownCgroup(hierarchy, roots)).toBe(path.join(hierarchy.root, 'user.slice'));
});

test('version 2 must hand memory down to its children', () => {
  put('sys/fs/cgroup/cgroup.controllers', 'cpu memory pids');
  put('sys/fs/cgroup/cgroup.subtree_control', 'cpu pids');
  expect(findMemoryHierarchy(roots)).toContain('not given to the children');
  put('sys/fs/cgroup/cgroup.subtree_control', 'cpu memory pids');
  put('proc/self/cgroup', '0::/user.slice/session-3.scope\n');
  const hierarchy = { version: 2, root: path.join(roots.sys, 'fs/cgroup') } as const;
  expect(findMemoryHierarchy(roots)).toEqual(hierarchy);
  expect(ownCgroup(hierarchy, roots)).toBe(path.join(hierarchy.root, 'user.slice/session-3.scope'));
});

test('kernels that no longer count memory in /proc/cgroups', () => {
  put('proc/cgroups', '#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t0\t9\t1\n');
  put('sys/fs/cgroup/cgroup.controllers', 'memory');
  put('sys/fs/cgroup/cgroup.subtree_control', 'memory');
  expect(memoryCgroupsCounted(roots)).toBeUndefined();
  expect(findMemoryHierarchy(roots)).toContain('does not count');
});

test('says what is missing', () => {
  expect(findMemoryHierarchy(roots)).toContain('no memory hierarchy');
  jest.spyOn(process, 'getuid').mockReturnValue(1000);
  expect(findMemoryHierarchy(roots)).toBe('only root may make memory cgroups');
});
