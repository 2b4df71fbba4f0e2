import { Alert } from '@grafana/ui';
import React from 'react';
import { useText } from '../../../locales/TextProvider';
import { type SettingProblem } from '../../../signals/settings/settings';

export function SettingsProblems({ problems }: { problems: readonly SettingProblem[] }) {
  const { text } = useText();
  if (problems.length === 0) {
    return null;
  }
  return (
    <Alert severity="warning" title={text('settingsProblems.title')}>
      <p>{text('settingsProblems.effect')}</p>
      <ul>
        {problems.map(({ field, stored, why }) => (
          <li key={field}>
            <code>{field}</code>: {text('settingsProblems.stored')} <code>{stored}</code>
            {why && <> ({text(`config.invalid.${why}`)})</>}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
