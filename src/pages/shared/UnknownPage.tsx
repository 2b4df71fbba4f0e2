import { PluginPage } from '@grafana/runtime';
import { EmptyState } from '@grafana/ui';
import React from 'react';
import { PageLinkButton } from '../../components/PageLink';
import { useText } from '../../locales/TextProvider';
import { nodesPath } from './address/paths';

export function UnknownPage() {
  const { text } = useText();
  return (
    <PluginPage>
      <EmptyState
        variant="not-found"
        message={text('unknownPage.message')}
        button={<PageLinkButton path={nodesPath}>{text('unknownPage.toNodes')}</PageLinkButton>}
      />
    </PluginPage>
  );
}
