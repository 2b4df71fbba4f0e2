import { type FactSaid, said, saidIf } from './fact';
import { parseSize } from './sizes';

const dockerForm = /^\s{0,8}Docker version ([0-9][\w.+~-]{0,63}), build /;
const containerdForm =
  /^\s{0,8}containerd (?:containerd\.io|github\.com\/containerd\/containerd|\S{1,64}) v?([0-9]+\.[0-9][\w.+~-]{0,63})/;
const kubeletForm = /^\s{0,8}Kubernetes (v[0-9]+\.[0-9][\w.+-]{0,63})\s{0,8}$/;
const serverForm = /^\s{0,8}Server Version: (?:version\.Info\{.{0,64}GitVersion:")?(v[0-9]+\.[0-9][\w.+-]{0,63})/;
const systemImage = /^\s{0,8}PRETTY_NAME=["']?([^"'\n]{1,128})["']?\s{0,8}$/;
const releaseFile =
  /^\s{0,8}((?:CentOS|Red Hat|Rocky|AlmaLinux|Oracle|Alibaba|Aliyun|Amazon|Tencent|openEuler|Kylin|Anolis|Scientific|Fedora|EulerOS)[\w ()./-]{0,64} release [\w .()/-]{1,64})$/;

/** Versions that programs print of themselves, and the system's name from its release files. */
export function parseVersions(line: string): FactSaid[] {
  return [
    ...prefixed('docker', dockerForm.exec(line)?.[1]),
    ...prefixed('containerd', containerdForm.exec(line)?.[1]),
    ...saidIf('kubeletVersion', kubeletForm.exec(line)?.[1]),
    ...saidIf('kubernetesVersion', serverForm.exec(line)?.[1]),
    ...saidIf('osImage', (systemImage.exec(line) ?? releaseFile.exec(line))?.[1]?.trim()),
  ];
}

function prefixed(runtime: string, version: string | undefined): FactSaid[] {
  return version === undefined ? [] : [said('containerRuntimeVersion', `${runtime}://${version}`)];
}

const pair = /^\s{0,16}([A-Z][A-Za-z ]{1,32}):\s{1,64}(\S.{0,254}?)\s{0,16}$/;

/** A line of `docker info`, `hostnamectl`, `crictl version` or the system info of `kubectl describe node`. */
export function parseSystemInfo(line: string): { key: string; value: string; facts: FactSaid[] } | undefined {
  const [, key, value] = pair.exec(line) ?? [];
  return key === undefined || value === undefined ? undefined : { key, value, facts: systemFacts(key, value) };
}

function systemFacts(key: string, value: string): FactSaid[] {
  switch (key) {
    case 'Kernel Version':
      return /^[2-9]\.[0-9]/.test(value) ? [said('kernelRelease', value)] : [];
    case 'Kernel':
      return saidIf('kernelRelease', /^Linux ([2-9]\.[0-9]\S{1,100})$/.exec(value)?.[1]);
    case 'Operating System':
      return value === 'linux' ? [] : [said('osImage', value)];
    case 'OS Image':
      return [said('osImage', value)];
    case 'Container Runtime Version':
      return /^\S+:\/\/\S+$/.test(value) ? [said('containerRuntimeVersion', value)] : [];
    case 'Kubelet Version':
      return /^v[0-9]/.test(value) ? [said('kubeletVersion', value)] : [];
    case 'Server Version':
      return /^[0-9]+\.[0-9]+\.[0-9]/.test(value) ? [said('containerRuntimeVersion', `docker://${value}`)] : [];
    case 'Total Memory':
      return saidIf('memoryTotalBytes', parseSize(value));
    default:
      return [];
  }
}
