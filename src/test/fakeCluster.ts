// Commands that stand in for kubectl and ssh, over nodes that are files: they are cordoned, drained, changed and reboot as told.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface FakeNode {
  kernel?: string;
  /** Somebody's cordon. */
  cordoned?: boolean;
  notReady?: boolean;
  /** The change is in force. */
  fixed?: boolean;
  unreachable?: boolean;
  /** What a drain says, where it refuses. */
  drainSays?: string;
  /** Each call of this kind fails: part of the command, as a shell pattern. */
  fails?: string;
  /** The change does not come into force by a reboot. */
  staysBroken?: boolean;
  cpu?: string;
  /** CPU that its pods ask for. */
  asked?: string;
}

const kubectl = `#!/bin/sh
printf '%s\\n' "kubectl $*" >> "$FAKE/calls"
context=current
if [ "$1" = --context ]; then context=$2; shift 2; fi
cluster=$FAKE/clusters/$context
[ -d "$cluster" ] || { echo "error: context \\"$context\\" does not exist" >&2; exit 1; }
all="$*"
for node; do case $node in -*) ;; *) last=\${node#node/} ;; esac; done
has() { [ -e "$cluster/$last/$1" ]; }
case $all in
  'get nodes -o name') ls "$cluster" | sed 's,^,node/,' ;;
  'get nodes '*)
    for each in $(ls "$cluster"); do
      if [ -e "$cluster/$each/cordoned" ]; then off=true; else off=; fi
      printf '%s\\t%s\\t%s\\t64Gi\\t110\\n' "$each" "$off" "$(cat "$cluster/$each/cpu")"
    done ;;
  'get pods '*)
    for each in $(ls "$cluster"); do
      printf '%s\\tReplicaSet\\t%s \\t1Gi \\n%s\\tDaemonSet\\t60 \\t60Gi \\n' "$each" "$(cat "$cluster/$each/asked")" none
    done ;;
  'get node '*)
    last=$3
    [ -d "$cluster/$last" ] || { echo "Error from server (NotFound): nodes \\"$last\\" not found" >&2; exit 1; }
    case $all in
      *bootID*) cat "$cluster/$last/boot" ;;
      *kernelVersion*) cat "$cluster/$last/kernel" ;;
      *Ready*) if has notReady; then echo Unknown; else echo True; fi ;;
      *unschedulable*) if has cordoned; then echo true; fi ;;
      *annotations*) if has mark; then echo yes; fi ;;
    esac ;;
  'cordon '*) touch "$cluster/$last/cordoned" ;;
  'uncordon '*) rm "$cluster/$last/cordoned" ;;
  'annotate '*'cordoned=yes') last=$4; touch "$cluster/$last/mark" ;;
  'annotate '*'cordoned-') last=$3; rm "$cluster/$last/mark" ;;
  'drain '*)
    if has drainSays; then
      cat "$cluster/$last/drainSays" >&2
      flag=$(sed -n 's/.*use \\(--[a-z-]*\\) .*/\\1/p' "$cluster/$last/drainSays")
      case $all in *"\${flag:-none} "*) ;; *) exit 1 ;; esac
    fi ;;
  'wait '*) ;;
esac
if has fails; then
  pattern=$(cat "$cluster/$last/fails")
  case $all in *"$pattern"*) echo 'error: refused by the test' >&2; exit 1 ;; esac
fi
`;

const ssh = `#!/bin/sh
host=$(printf '%s' "$*" | sed 's/.*root@\\([^ ]*\\).*/\\1/')
printf '%s\\n' "ssh $host" >> "$FAKE/calls"
script=$(cat)
printf '%s\\n' "$script" >> "$FAKE/sent"
for each in "$FAKE"/clusters/*/"$host"; do node=$each; done
[ ! -e "$node/unreachable" ] || { echo "ssh: connect to host $host port 22: No route to host" >&2; exit 255; }
if [ -e "$node/fails" ]; then
  case $script in *"$(cat "$node/fails")"*) exit 1 ;; esac
fi
case $script in
  *'systemctl reboot'*)
    date +%N > "$node/boot"
    date +%s > "$node/booted"
    if [ -e "$node/changed" ] && [ ! -e "$node/staysBroken" ]; then touch "$node/fixed"; fi
    exit 255 ;;
  *'/proc/cmdline'* | *slabinfo*) [ -e "$node/fixed" ] ;;
  *btime*) cat "$node/booted" ;;
  *'id -u'*) ;;
  *) touch "$node/changed" ;;
esac
`;

export class FakeCluster {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'plan-'));

  constructor(nodes: Readonly<Record<string, FakeNode>>, context = 'current') {
    for (const [name, body] of Object.entries({ kubectl, ssh })) {
      writeFileSync(path.join(this.folder, name), body);
      chmodSync(path.join(this.folder, name), 0o755);
    }
    this.add(nodes, context);
  }

  add(nodes: Readonly<Record<string, FakeNode>>, context: string): void {
    for (const [name, node] of Object.entries(nodes)) {
      const at = path.join(this.folder, 'clusters', context, name);
      mkdirSync(at, { recursive: true });
      const { kernel = '3.10.0-1160.83.1.el7.x86_64', cpu = '16', asked = '500m', drainSays, fails, ...marks } = node;
      const files = {
        kernel,
        cpu,
        asked,
        boot: 'first',
        booted: '1',
        ...(drainSays && { drainSays }),
        ...(fails && { fails }),
      };
      Object.entries(files).forEach(([file, text]) => writeFileSync(path.join(at, file), text));
      Object.entries(marks).forEach(([mark, isSet]) => isSet && writeFileSync(path.join(at, mark), ''));
    }
  }

  /** Puts right what was wrong with a node. */
  mend(node: string, mark: keyof FakeNode, context = 'current'): void {
    rmSync(path.join(this.folder, 'clusters', context, node, mark));
  }

  has(node: string, mark: 'cordoned' | 'mark' | 'changed' | 'fixed', context = 'current'): boolean {
    return existsSync(path.join(this.folder, 'clusters', context, node, mark));
  }

  run(script: string, args: readonly string[] = [], input = '') {
    const file = path.join(this.folder, 'plan.sh');
    writeFileSync(file, script);
    rmSync(path.join(this.folder, 'calls'), { force: true });
    const env = { ...process.env, PATH: `${this.folder}:${process.env.PATH ?? ''}`, FAKE: this.folder };
    const { status, stdout, stderr } = spawnSync('sh', [file, ...args], {
      encoding: 'utf8',
      env,
      cwd: this.folder,
      input,
    });
    return { status, stdout, stderr, calls: this.calls() };
  }

  /** What reached kubectl and ssh in the last run. */
  private calls(): string[] {
    const file = path.join(this.folder, 'calls');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }

  sent(): string {
    return readFileSync(path.join(this.folder, 'sent'), 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The calls that change something, in short. */
export function changesOf(calls: readonly string[]): string[] {
  return calls
    .map((call) => call.replace(/^kubectl (?:--context \S+ )?/, ''))
    .filter((call) => /^(?:cordon|uncordon|drain|annotate)/.test(call) && !call.includes('--dry-run'))
    .map((call) =>
      call
        .replace(/ --(?:ignore-daemonsets|overwrite|timeout=\S+)/g, '')
        .replace(/^annotate (?:--overwrite )?node/, 'annotate')
    );
}
