// npx tsx dev/leak/main.ts [count]: makes real dying memory cgroups on this machine, shows them as Prometheus sees them,
// and has the kernel let go of them again. Needs root, Linux, and Debian's prometheus and prometheus-node-exporter.
import { leaveDyingCgroups, maxDyingCgroups } from './dyingCgroups';
import { findMemoryHierarchy } from './memoryHierarchy';
import { missingCommand, watchThisMachine, type WatchedMachine } from './watchedMachine';

const counted = 'node_cgroups_cgroups{subsys_name="memory"}';
const directories = 'memcg_kmem_memory_cgroup_directories';
const dying = `max(${counted}) - max(${directories})`;

// Ctrl-C must not leave cgroups behind: it ends the waiting, and what is in "finally" still happens.
const stopped = new Promise<never>((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => reject(new Error(`Stopped by ${signal}, cleaned up.`)));
  }
});
stopped.catch(() => undefined);

async function main(count: number): Promise<void> {
  const hierarchy = findMemoryHierarchy();
  const missing = missingCommand();
  if (typeof hierarchy === 'string' || missing !== undefined) {
    throw new Error(`Cannot run here: ${typeof hierarchy === 'string' ? hierarchy : `${missing} is not installed`}.`);
  }
  const machine = await watchThisMachine();
  try {
    console.log(`Memory cgroups v${hierarchy.version} at ${hierarchy.root}, Prometheus at ${machine.prometheusUrl}`);
    console.log(['', 'counted', 'directories', 'dying'].map(cell).join(''));
    const before = (await Promise.race([machine.watch(dying, () => true), stopped])) ?? 0;
    await show(machine, 'before');

    const cgroups = await leaveDyingCgroups(hierarchy, count);
    try {
      await Promise.race([machine.watch(dying, (value) => value >= before + count), stopped]);
      await show(machine, `${count} removed`);
      cgroups.reclaim();
      await Promise.race([machine.watch(dying, (value) => value < before + count / 10), stopped]);
      await show(machine, 'reclaimed');
    } finally {
      cgroups.close();
    }
  } finally {
    await machine.close();
  }
}

async function show(machine: WatchedMachine, moment: string): Promise<void> {
  const values = await Promise.all([counted, directories, dying].map((query) => machine.value(query)));
  console.log([moment, ...values.map((value) => String(value ?? '-'))].map(cell).join(''));
}

function cell(text: string): string {
  return text.padEnd(14);
}

const wanted = Number(process.argv[2] ?? 300);
if (!Number.isInteger(wanted) || wanted < 1 || wanted > maxDyingCgroups) {
  console.error(`usage: npx tsx dev/leak/main.ts [1..${maxDyingCgroups}]`);
  process.exit(64);
}
main(wanted).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
