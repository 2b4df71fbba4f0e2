import { Collapse, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { CommandBlock } from '../../components/CommandBlock';
import { useText } from '../../locales/TextProvider';
import { provisioningFile } from '../../signals/settings/provisioningFile';

export interface ProvisioningExampleProps {
  pluginId: string;
  /** What would be stored for the form as it stands. */
  jsonData: Readonly<Record<string, unknown>>;
}

export function ProvisioningExample({ pluginId, jsonData }: ProvisioningExampleProps) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <Collapse label={text('config.provisioning')} isOpen={isOpen} onToggle={() => setOpen(!isOpen)}>
      <Text element="p" color="secondary">
        {text('config.provisioning.means')}
      </Text>
      <CommandBlock command={provisioningFile(pluginId, jsonData)} />
    </Collapse>
  );
}
