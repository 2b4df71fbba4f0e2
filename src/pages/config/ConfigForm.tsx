import { type AppPluginMeta } from '@grafana/data';
import { Alert, FieldSet, Stack, Text } from '@grafana/ui';
import React, { type FormEvent, useMemo, useState } from 'react';
import { parseAppSettings } from '../../data/appSettings';
import { isAllowed } from '../../data/permissions';
import { useText } from '../../locales/TextProvider';
import { defaultSettings, type Settings } from '../../signals/settings/settings';
import { storedSettings } from '../../signals/settings/storedSettings';
import { SettingsProblems } from '../shared/asking/SettingsProblems';
import { ConnectionTest } from './ConnectionTest';
import { type Draft, draftOf, problemsOf, settingsOf } from './draft';
import { EventFields } from './EventFields';
import { LinkFields } from './LinkFields';
import { ProvisioningExample } from './ProvisioningExample';
import { SaveBar } from './SaveBar';
import { SourceFields } from './SourceFields';
import { StackFields } from './StackFields';
import { ThresholdFields } from './ThresholdFields';
import { useLeaveGuard } from './useLeaveGuard';
import { useReload } from './useReload';
import { useSave } from './useSave';

interface TestRun {
  turn: number;
  draft: Draft;
  settings: Settings;
}

export interface ConfigFormProps {
  meta: AppPluginMeta;
  reloadPage?: () => void;
}

export function ConfigForm({ meta, reloadPage = reloadGrafana }: ConfigFormProps) {
  const { text } = useText();
  const parsed = useMemo(() => parseAppSettings(meta), [meta]);
  const [saved, setSaved] = useState<Draft>(() => draftOf(parsed.settings));
  const [draft, setDraft] = useState(saved);
  const [test, setTest] = useState<TestRun>();
  const { state, save } = useSave(meta);
  const { hasSaved, reloadAfterSave } = useReload(reloadPage);

  const problems = problemsOf(draft);
  const problemCount = Object.keys(problems).length;
  const isReadOnly = !isAllowed('configure');
  const isDirty = JSON.stringify(draft) !== JSON.stringify(saved);
  useLeaveGuard(isDirty && !isReadOnly, text('config.leave'));

  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const canSave = !isReadOnly && isDirty && problemCount === 0 && state.kind !== 'saving';
    if (canSave && (await save(settingsOf(draft)))) {
      setSaved(draft);
      reloadAfterSave();
    }
  };
  const runTest = () => setTest((before) => ({ turn: (before?.turn ?? 0) + 1, draft, settings: settingsOf(draft) }));

  const fields = { draft, change, problems, isReadOnly };
  return (
    <form onSubmit={(event) => void submit(event)} data-testid="config-form" noValidate>
      <div style={{ maxWidth: '60rem' }}>
        <Stack direction="column" gap={2}>
          <Text element="p">{text('config.intro')}</Text>
          {isReadOnly && <Alert severity="info" title={text('config.readOnly')} />}
          {isProvisioned(meta) && (
            <Alert severity="info" title={text('config.provisioned.title')}>
              {text('config.provisioned')}
            </Alert>
          )}
          <SettingsProblems problems={parsed.problems} />
        </Stack>
        <FieldSet disabled={isReadOnly}>
          <SourceFields {...fields} />
          <StackFields {...fields} />
          <EventFields {...fields} />
          <ThresholdFields {...fields} />
          <LinkFields {...fields} />
        </FieldSet>
        <ProvisioningExample
          pluginId={meta.id}
          jsonData={storedSettings(problemCount === 0 ? settingsOf(draft) : settingsOf(saved), meta.jsonData)}
        />
      </div>
      {test && (
        <ConnectionTest key={test.turn} settings={test.settings} isStale={test.draft !== draft} askAgain={runTest} />
      )}
      <SaveBar
        {...{ state, isDirty, problemCount, isReadOnly, hasSaved }}
        onTest={runTest}
        onUndo={() => setDraft(saved)}
        onReset={() => setDraft(draftOf(defaultSettings()))}
      />
    </form>
  );
}

function reloadGrafana(): void {
  window.location.reload();
}

/** Grafana does not tell provisioned settings from others; the files that this page offers say it themselves. */
function isProvisioned({ jsonData }: AppPluginMeta): boolean {
  const stored: unknown = jsonData;
  return typeof stored === 'object' && stored !== null && 'provisioned' in stored && stored.provisioned === true;
}
