import { type EvidenceCollection } from '../pasted/evidenceCollection';

const longestRow = 2048;
const row =
  /^(\S{1,253})\s{1,300}(?:NotReady|Ready|Unknown)(,SchedulingDisabled)?\s{1,64}\S{1,512}\s{1,300}[0-9]\S{0,15}\s{1,16}(v[0-9]\S{0,63})/;
// -o wide: two addresses, then the image, whose name has blanks, the kernel, since 1.37 with the architecture, and the runtime.
const wide =
  /^\s{1,16}\S{1,64}\s{1,32}\S{1,64}\s{1,32}(\S.{0,254}?)\s{1,64}(\S{1,128})(?:\s\([a-z0-9_]{2,16}\))?\s{1,64}(\S{1,64}:\/\/\S{1,64})\s*$/;

export const isNodeRow = (line: string): boolean => line.length <= longestRow && row.test(line);

/** A row of `kubectl get nodes`, with `-o wide` or without; told by itself, since a grep leaves no header. */
export function parseNodeRow(line: string, evidence: EvidenceCollection): boolean {
  const found = line.length > longestRow ? undefined : row.exec(line);
  if (!found) {
    return false;
  }
  const [all, name = '', cordoned, kubeletVersion] = found;
  const [, osImage, kernelRelease, containerRuntimeVersion] = wide.exec(line.slice(all.length)) ?? [];
  evidence.addNode({
    name,
    kernelRelease,
    osImage,
    kubeletVersion,
    containerRuntimeVersion,
    cordoned: cordoned !== undefined,
  });
  return true;
}
