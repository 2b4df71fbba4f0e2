// kube-prometheus with the same: add this to the object that is built.
//   local kp = (import 'kube-prometheus/main.libsonnet') + (import 'kube-prometheus.libsonnet') + { values+:: ... };
{
  nodeExporter+: {
    daemonset+: {
      spec+: {
        template+: {
          spec+: {
            containers: [
              if container.name == 'node-exporter' then container {
                args+: ['--collector.cgroups', '--collector.textfile.directory=/host/textfile'],
                volumeMounts+: [{ name: 'textfile', mountPath: '/host/textfile', readOnly: true, mountPropagation: 'HostToContainer' }],
              } else container
              for container in super.containers
            ],
            volumes+: [{
              name: 'textfile',
              hostPath: { path: '/var/lib/node_exporter/textfile_collector', type: 'DirectoryOrCreate' },
            }],
          },
        },
      },
    },
    // The instance is the node's name here already; the label lets the probe's counter be added up by node.
    serviceMonitor+: {
      spec+: {
        endpoints: [
          endpoint { relabelings+: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node', action: 'replace' }] }
          for endpoint in super.endpoints
        ],
      },
    },
  },
}
