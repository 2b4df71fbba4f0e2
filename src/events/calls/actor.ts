const program =
  /\b(kubelet|dockerd|docker|containerd|crio|cri-o|podman|conmon|runc|crun|youki|kata-runtime|nomad|slurmstepd|slurmd|lxc-start|lxc|lxd|systemd|cadvisor|mkdir|bash|sh|java|python3?|lxcfs|gdn|rootlesskit|buildkitd)\b(?:\[\d{1,10}\])?(?=[:\s(])/gi;
const longestHead = 512;

/** The program nearest before the call. */
export function actorOf(before: string): string | undefined {
  return [...before.slice(-longestHead).matchAll(program)].at(-1)?.[1]?.toLowerCase();
}
