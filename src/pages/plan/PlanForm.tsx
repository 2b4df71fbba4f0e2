import { Checkbox, Combobox, Field, Input, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useText } from '../../locales/TextProvider';
import {
  parseWallClock,
  parseWindowTimes,
  wallClockText,
  windowDays,
  windowTimesText,
} from '../../runbook/plan/maintenanceWindow';
import {
  parseHoursPerWave,
  parseSharePercent,
  parseWaveSize,
  planChoices,
  type PlanSettings,
  waveSizeText,
} from '../../runbook/plan/planSettings';

export interface PlanFormProps {
  settings: PlanSettings;
  startsAtSeconds: number;
  onChange: (settings: PlanSettings) => void;
}

export function PlanForm({ settings, startsAtSeconds, onChange }: PlanFormProps) {
  const { text, measures } = useText();
  const zone = measures.timeZone;
  const { window } = settings;
  return (
    <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
      <Parsed
        id="plan-size"
        name="size"
        text={waveSizeText(settings.waveSize)}
        parse={parseWaveSize}
        onChange={(waveSize) => onChange({ ...settings, waveSize })}
      />
      <Parsed
        id="plan-share"
        name="share"
        text={String(settings.sharePercent)}
        parse={parseSharePercent}
        onChange={(sharePercent) => onChange({ ...settings, sharePercent })}
      />
      <Parsed
        id="plan-hours"
        name="hours"
        text={String(settings.hoursPerWave)}
        parse={parseHoursPerWave}
        onChange={(hoursPerWave) => onChange({ ...settings, hoursPerWave })}
      />
      <Parsed
        id="plan-start"
        name="start"
        type="datetime-local"
        text={wallClockText(startsAtSeconds, zone)}
        parse={(typed) => (typed === '' ? 'now' : parseWallClock(typed, zone))}
        onChange={(start) => onChange({ ...settings, startsAtSeconds: start === 'now' ? undefined : start })}
      />
      <Parsed
        id="plan-window"
        name="window"
        placeholder={text('plan.window.any')}
        text={window ? windowTimesText(window) : ''}
        parse={(typed) => (typed.trim() === '' ? 'any' : parseWindowTimes(typed))}
        onChange={(times) =>
          onChange({ ...settings, window: times === 'any' ? undefined : { days: 'every', ...window, ...times } })
        }
      />
      {window && (
        <Field label={text('plan.days')} noMargin>
          <Combobox
            id="plan-days"
            options={windowDays.map((days) => ({ value: days, label: text(`plan.days.${days}`) }))}
            value={window.days}
            onChange={({ value }) => onChange({ ...settings, window: { ...window, days: value } })}
            width={24}
          />
        </Field>
      )}
      <Field label={text('plan.fix')} noMargin>
        <Combobox
          id="plan-fix"
          options={planChoices.map((fix) => ({
            value: fix,
            label: fix === 'suggested' ? text('plan.fix.suggested') : text(`runbook.option.${fix}`),
          }))}
          value={settings.fix}
          onChange={({ value }) => onChange({ ...settings, fix: value })}
          width={40}
        />
      </Field>
      <Checkbox
        label={text('plan.zones')}
        value={settings.spreadsZones}
        onChange={({ currentTarget }) => onChange({ ...settings, spreadsZones: currentTarget.checked })}
      />
    </Stack>
  );
}

interface ParsedProps<T> {
  id: string;
  name: 'size' | 'share' | 'hours' | 'start' | 'window';
  type?: 'datetime-local';
  placeholder?: string;
  text: string;
  parse: (text: string) => T | undefined;
  onChange: (value: T) => void;
}

/** Takes effect with each keystroke that makes sense; what does not is marked and changes nothing. */
function Parsed<T>({ id, name, type, placeholder, text: current, parse, onChange }: ParsedProps<T>) {
  const { text } = useText();
  const [typed, setTyped] = useState<string>();
  const isInvalid = typed !== undefined && parse(typed) === undefined;
  const take = (next: string) => {
    setTyped(next);
    const value = parse(next);
    if (value !== undefined) {
      onChange(value);
    }
  };
  return (
    <Field
      label={text(`plan.${name}`)}
      invalid={isInvalid}
      error={isInvalid ? text(`plan.${name}.invalid`) : undefined}
      noMargin
    >
      <Input
        id={id}
        width={type ? 28 : 16}
        type={type}
        placeholder={placeholder}
        title={text(`plan.${name}.means`)}
        value={typed ?? current}
        onChange={({ currentTarget }) => take(currentTarget.value)}
        onBlur={() => setTyped(undefined)}
      />
    </Field>
  );
}
