import { Text } from '@grafana/ui';
import React from 'react';
import { CommandBlock } from '../../../components/CommandBlock';
import { useText } from '../../../locales/TextProvider';

const examples = [
  { key: 'paste.example.events', command: 'kubectl get events -A -o json' },
  { key: 'paste.example.nodes', command: 'kubectl get nodes -o json' },
  { key: 'paste.example.pods', command: 'kubectl get pods -A -o wide' },
  { key: 'paste.example.kernelLog', command: 'dmesg | grep -A1 SLUB' },
  { key: 'paste.example.kubelet', command: 'journalctl -u kubelet --since -1h' },
] as const;

/** Commands whose output is understood. */
export function PasteExamples() {
  const { text } = useText();
  return (
    <section>
      <Text element="h4" variant="h5">
        {text('paste.examples')}
      </Text>
      {examples.map(({ key, command }) => (
        <div key={key}>
          {text(key)}
          <CommandBlock command={command} />
        </div>
      ))}
    </section>
  );
}
