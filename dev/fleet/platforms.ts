/** What kube_node_info says of a node's software. */
export interface Platform {
  kernelVersion: string;
  osImage: string;
  kubeletVersion: string;
  containerRuntimeVersion: string;
  /** 4096 unless said otherwise. */
  pageBytes?: number;
}

const docker = 'docker://20.10.24';
const containerd = 'containerd://1.6.33';

function platform(osImage: string, kernelVersion: string, containerRuntimeVersion: string): Platform {
  return { kernelVersion, osImage, kubeletVersion: 'v1.21.14', containerRuntimeVersion };
}

/** CentOS 7 by its build, e.g. `1160.83.1`. */
export function centos7(build: string, kubeletVersion = 'v1.20.15'): Platform {
  return { ...platform('CentOS Linux 7 (Core)', `3.10.0-${build}.el7.x86_64`, docker), kubeletVersion };
}

export const alibaba2 = platform(
  'Alibaba Cloud Linux (Aliyun Linux) 2.1903 LTS (Hunting Beagle)',
  '4.19.91-26.al7.x86_64',
  docker
);
export const el8 = platform('Rocky Linux 8.10 (Green Obsidian)', '4.18.0-553.el8_10.x86_64', containerd);
export const el9 = platform('Red Hat Enterprise Linux 9.4 (Plow)', '5.14.0-427.13.1.el9_4.x86_64', 'cri-o://1.21.7');
export const ubuntu1804 = platform('Ubuntu 18.04.6 LTS', '4.15.0-213-generic', docker);
export const ubuntu2004 = platform('Ubuntu 20.04.6 LTS', '5.4.0-150-generic', containerd);
export const ubuntu2204 = platform('Ubuntu 22.04.4 LTS', '5.15.0-105-generic', containerd);
export const ubuntu2404 = platform('Ubuntu 24.04 LTS', '6.8.0-38-generic', containerd);
export const debian12 = platform('Debian GNU/Linux 12 (bookworm)', '6.1.0-21-amd64', containerd);
export const amazon2023 = platform('Amazon Linux 2023.5.20240722', '6.1.97-104.177.amzn2023.x86_64', containerd);
