import fc from 'fast-check';
import { bootLoaderOf, bootLoaders, kernelSourceOf, type SystemFacts, systemOf } from './system';

const summary = (facts: SystemFacts) => {
  const system = systemOf(facts);
  switch (system.kind) {
    case 'distribution':
      return `${system.distribution} by ${system.seenIn.fact}`;
    case 'image':
      return `image ${system.image} by ${system.seenIn.fact}`;
    case 'unknown':
      return 'unknown';
  }
};

describe('systemOf', () => {
  it.each([
    ['CentOS Linux 7 (Core)', 'el7'],
    ['Red Hat Enterprise Linux Server 7.9 (Maipo)', 'el7'],
    ['Oracle Linux Server 7.9', 'el7'],
    ['CentOS Linux 8', 'el8'],
    ['Rocky Linux 8.10 (Green Obsidian)', 'el8'],
    ['Red Hat Enterprise Linux 9.4 (Plow)', 'el9'],
    ['CentOS Stream 10 (Coughlan)', 'el9'],
    ['Amazon Linux 2', 'amazon2'],
    ['Amazon Linux 2023.5.20240722', 'amazon2023'],
    ['Alibaba Cloud Linux (Aliyun Linux) 2.1903 LTS (Hunting Beagle)', 'alibaba2'],
    ['Alibaba Cloud Linux 3 (Soaring Falcon)', 'alibaba3'],
    ['Debian GNU/Linux 12 (bookworm)', 'debian'],
    ['Ubuntu 18.04.6 LTS', 'ubuntu'],
    ['SUSE Linux Enterprise Server 12 SP5', 'suse'],
    ['openSUSE Leap 15.5', 'suse'],
  ])('%s: %s', (osImage, distribution) => {
    expect(summary({ osImage })).toBe(`${distribution} by osImage`);
  });

  it.each([
    ['Bottlerocket OS 1.19.2 (aws-k8s-1.28)', 'bottlerocket'],
    ['Talos (v1.6.4)', 'talos'],
    ['Container-Optimized OS from Google', 'gke'],
    ['Flatcar Container Linux by Kinvolk 3815.2.0 (Oklo)', 'flatcar'],
    ['Red Hat Enterprise Linux CoreOS 414.92.202401121330-0 (Plow)', 'openshift'],
    ['Fedora CoreOS 39.20240112.3.0', 'fedora-coreos'],
    ['CBL-Mariner/Linux', 'aks'],
    ['openSUSE MicroOS', 'other'],
  ])('%s is an image: %s', (osImage, image) => {
    expect(summary({ osImage })).toBe(`image ${image} by osImage`);
  });

  it.each<[SystemFacts, string]>([
    [{ osImage: 'Amazon Linux 2', kubeletVersion: 'v1.21.14-eks-ba74326' }, 'image eks by kubeletVersion'],
    [{ osImage: 'Ubuntu 22.04.4 LTS', kubeletVersion: 'v1.27.3-gke.1700' }, 'image gke by kubeletVersion'],
    [{ osImage: 'Ubuntu 22.04.4 LTS', nodeName: 'aks-nodepool1-34416781-vmss000002' }, 'image aks by nodeName'],
    [{ osImage: 'CentOS Linux 7 (Core)', kubeletVersion: 'v1.18.4-tke.6' }, 'el7 by osImage'],
  ])('who runs the node decides before its distribution: %j', (facts, expected) => {
    expect(summary(facts)).toBe(expected);
  });

  it.each([
    ['3.10.0-1160.83.1.el7.x86_64', 'el7'],
    ['5.4.17-2136.330.7.1.el8uek.x86_64', 'el8'],
    ['5.4.278-1.el7.elrepo.x86_64', 'el7'],
    ['4.14.355-276.639.amzn2.x86_64', 'amazon2'],
    ['4.19.91-27.6.al7.x86_64', 'alibaba2'],
    ['5.15.0-105-generic', 'ubuntu'],
    ['6.1.0-18-amd64', 'debian'],
    ['4.12.14-122.37-default', 'suse'],
  ])('without a known OS image the kernel tells: %s', (kernelRelease, distribution) => {
    expect(summary({ kernelRelease })).toBe(`${distribution} by kernelRelease`);
    expect(summary({ kernelRelease, osImage: 'Our own Linux' })).toBe(`${distribution} by kernelRelease`);
  });

  it.each<SystemFacts>([
    {},
    { osImage: 'Kylin Linux Advanced Server V10 (Tercel)', kernelRelease: '4.19.90-24.4.v2101.ky10.aarch64' },
    { osImage: 'CentOS Linux 6', kernelRelease: '4.9.0-custom' },
    { osImage: 'not Ubuntu' },
  ])('guesses nothing: %j', (facts) => {
    expect(summary(facts)).toBe('unknown');
    expect(bootLoaderOf(systemOf(facts))).toBeUndefined();
  });

  it('answers every text, and with a boot loader wherever it knows the system', () => {
    const text = fc.option(fc.string({ unit: 'binary', maxLength: 300 }), { nil: undefined });
    const facts = fc.record({ osImage: text, kernelRelease: text, kubeletVersion: text, nodeName: text });
    fc.assert(
      fc.property(facts, (each) => {
        const system = systemOf(each);
        const bootLoader = bootLoaderOf(system);
        expect(bootLoader === undefined).toBe(system.kind === 'unknown');
        expect(kernelSourceOf(system) === undefined).toBe(system.kind === 'unknown');
        expect([undefined, ...bootLoaders]).toContain(bootLoader);
      })
    );
  });
});
