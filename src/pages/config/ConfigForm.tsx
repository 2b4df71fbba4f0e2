import { type AppPluginMeta, OrgRole } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Alert, Button, FieldSet, Stack, Text } from '@grafana/ui';
import React, { type FormEvent, useMemo, useState } from 'react';
import { readAppSettings } from '../../data/appSettings';
import { useText } from '../../locales/TextProvider';
import { defaultSettings } from '../../signals/settings';
import { SettingsProblems } from '../nodes/SettingsProblems';
import { type Draft, draftOf, problemsOf, settingsOf } from './draft';
import { EventFields } from './EventFields';
import { SourceFields } from './SourceFields';
import { StackFields } from './StackFields';
import { ThresholdFields } from './ThresholdFields';
import { useSave } from './useSave';

export function ConfigForm({ meta }: { meta: AppPluginMeta }) {
  const { text } = useText();
  const parsed = useMemo(() => readAppSettings(meta), [meta]);
  const [saved, setSaved] = useState<Draft>(() => draftOf(parsed.settings));
  const [draft, setDraft] = useState(saved);
  const { state, save } = useSave(meta);

  const problems = problemsOf(draft);
  const isReadOnly = config.bootData.user.orgRole !== OrgRole.Admin && !config.bootData.user.isGrafanaAdmin;
  const isDirty = JSON.stringify(draft) !== JSON.stringify(saved);
  const canSave = !isReadOnly && isDirty && Object.keys(problems).length === 0 && state.kind !== 'saving';
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (canSave && (await save(settingsOf(draft)))) {
      setSaved(draft);
    }
  };

  const fields = { draft, change, problems };
  return (
    <form onSubmit={(event) => void submit(event)} style={{ maxWidth: '48rem' }} data-testid="config-form">
      <Stack direction="column" gap={2}>
        <Text>{text('config.intro')}</Text>
        {isReadOnly && <Alert severity="info" title={text('config.readOnly')} />}
        <SettingsProblems problems={parsed.problems} />
        <FieldSet disabled={isReadOnly}>
          <SourceFields {...fields} />
          <StackFields {...fields} />
          <EventFields {...fields} />
          <ThresholdFields {...fields} />
        </FieldSet>
        <Stack direction="row" gap={1} alignItems="center">
          <Button type="submit" disabled={!canSave} icon={state.kind === 'saving' ? 'spinner' : undefined}>
            {text(state.kind === 'saving' ? 'config.saving' : 'config.save')}
          </Button>
          <Button
            type="button"
            variant="secondary"
            disabled={isReadOnly}
            onClick={() => setDraft(draftOf(defaultSettings()))}
          >
            {text('config.reset')}
          </Button>
          {isDirty && state.kind !== 'saving' && <Text color="secondary">{text('config.unsaved')}</Text>}
        </Stack>
        <div role="status">
          {state.kind === 'saved' && !isDirty && <Alert severity="success" title={text('config.saved')} />}
          {state.kind === 'failed' && (
            <Alert severity="error" title={text('config.saveFailed')}>
              {state.technical}
            </Alert>
          )}
        </div>
        <Text color="secondary" variant="bodySmall">
          {text('config.provisioned')}
        </Text>
      </Stack>
    </form>
  );
}
