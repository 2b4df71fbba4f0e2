import { Stack, Text } from '@grafana/ui';
import React from 'react';
import { PageLinkButton } from '../../components/PageLink';
import { type NodeKey } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import { type RunbookOption, runbookOptions } from '../../runbook/options';
import { runbookPath } from '../paths';

export function OptionSwitch({
  option,
  nodeKey,
  search,
}: {
  option: RunbookOption;
  nodeKey: NodeKey | undefined;
  search: string;
}) {
  const { text } = useText();
  return (
    <Stack direction="column" gap={1}>
      <Text>{text(`runbook.option.${option}.why`)}</Text>
      <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
        <Text color="secondary">{text('runbook.otherOptions')}</Text>
        {runbookOptions
          .filter((each) => each !== option)
          .map((each) => (
            <PageLinkButton
              key={each}
              variant="secondary"
              size="sm"
              path={runbookPath({ option: each, key: nodeKey, search })}
            >
              {text(`runbook.option.${each}`)}
            </PageLinkButton>
          ))}
      </Stack>
    </Stack>
  );
}
