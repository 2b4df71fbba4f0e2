import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type KubernetesApi } from './kubernetesApi';

// Behind "ssh" there is no machine: a reboot gives the node another boot ID, and what was changed is then in force.
const ssh = `#!/bin/sh
host=$(printf '%s' "$*" | sed 's/.*root@\\([^ ]*\\).*/\\1/')
script=$(cat)
case $script in
  *'systemctl reboot'*)
    echo "$host" >> "$NODES/rebooted"
    boot="{\\"status\\":{\\"nodeInfo\\":{\\"bootID\\":\\"$host-$(date +%s%N)\\"}}}"
    kubectl patch node "$host" --subresource=status --type=merge --patch="$boot" >/dev/null
    [ ! -e "$NODES/$host.changed" ] || [ -e "$NODES/$host.keeps" ] || touch "$NODES/$host.fixed"
    exit 255 ;;
  *'/proc/cmdline'* | *slabinfo*) [ -e "$NODES/$host.fixed" ] ;;
  *btime*) echo 1 ;;
  *'id -u'*) ;;
  *) touch "$NODES/$host.changed" ;;
esac
`;

/** Nodes of a real API that reboot when they are told to by ssh. */
export class RebootingNodes {
  constructor(
    private readonly folder: string,
    private readonly api: KubernetesApi
  ) {
    writeFileSync(path.join(folder, 'ssh'), ssh);
    chmodSync(path.join(folder, 'ssh'), 0o755);
  }

  /** What was changed on it does not come into force. */
  keepsItsBoot(node: string): void {
    writeFileSync(path.join(this.folder, `${node}.keeps`), '');
  }

  run(script: string, args: readonly string[], input = '') {
    const file = path.join(this.folder, 'plan.sh');
    writeFileSync(file, script);
    const commands = [this.folder, this.api.commands, process.env.PATH ?? ''].join(path.delimiter);
    const env = { ...process.env, PATH: commands, KUBECONFIG: this.api.kubeconfig, NODES: this.folder };
    return spawnSync('sh', [file, ...args], { encoding: 'utf8', env, cwd: this.folder, input, timeout: 200_000 });
  }

  /** In their order, each as often as it was. */
  rebooted(): string[] {
    const file = path.join(this.folder, 'rebooted');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  }
}
