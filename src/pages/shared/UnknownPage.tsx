import { PluginPage } from '@grafana/runtime';
import { EmptyState } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router';
import { PageLinkButton } from '../../components/PageLink';
import { useText } from '../../locales/TextProvider';
import { placeOf, placeOfNodes } from './address/pagePlaces';
import { backToNodesPath } from './address/paths';

export function UnknownPage() {
  const { text } = useText();
  const { pathname, search } = useLocation();
  return (
    <PluginPage pageNav={placeOf(text('unknownPage.title'), pathname, placeOfNodes(text, search))}>
      <EmptyState
        variant="not-found"
        message={text('unknownPage.message')}
        button={<PageLinkButton path={backToNodesPath(search)}>{text('unknownPage.toNodes')}</PageLinkButton>}
      />
    </PluginPage>
  );
}
