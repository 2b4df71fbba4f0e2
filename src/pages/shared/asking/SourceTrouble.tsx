import { Alert, EmptyState } from '@grafana/ui';
import React from 'react';
import { PageLinkButton } from '../../../components/PageLink';
import { type SourceChoice } from '../../../data/dataSources';
import { isAllowed } from '../../../data/permissions';
import { useText } from '../../../locales/TextProvider';

export function SourceTrouble({ choice, hasOthers }: { choice: SourceChoice; hasOthers: boolean }) {
  const { text } = useText();
  if (choice.kind === 'gone') {
    return (
      <Alert severity="error" title={text('source.gone', { uid: choice.uid })}>
        {text(`source.goneBy.${choice.wantedBy}`)} {hasOthers && text('source.pickAnother')}
      </Alert>
    );
  }
  return (
    <EmptyState
      variant="call-to-action"
      message={text('source.none')}
      button={
        isAllowed('addDataSource') ? (
          <PageLinkButton path="/connections/datasources/prometheus" icon="plus">
            {text('source.add')}
          </PageLinkButton>
        ) : undefined
      }
    >
      {text('source.noneHint')} {!isAllowed('addDataSource') && text('source.askAdministrator')}
    </EmptyState>
  );
}
