import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, TextArea, useStyles2 } from '@grafana/ui';
import React, { type ClipboardEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../../locales/TextProvider';
import { useFileDrop } from './useFileDrop';

/** A browser lays out every line of a text field; more than this holds up the page. Characters. */
const longestTyped = 100_000;
const typingPauseMs = 300;

export interface EvidenceInputProps {
  /** What stands in the text field, once the reader pauses. */
  onTyped: (text: string) => void;
  /** A text too long for the field. */
  onPasted: (text: string) => void;
  onFiles: (files: readonly File[]) => void;
}

export function EvidenceInput({ onTyped, onPasted, onFiles }: EvidenceInputProps) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const [typed, setTyped] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  const { isOver, handlers } = useFileDrop(onFiles);

  useEffect(() => {
    const pause = setTimeout(() => onTyped(typed), typingPauseMs);
    return () => clearTimeout(pause);
  }, [typed, onTyped]);

  const takeLong = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (pasted.length > longestTyped) {
      event.preventDefault();
      onPasted(pasted);
    }
  };

  return (
    <div className={cx(styles.zone, isOver && styles.over)} {...handlers} data-testid="paste-zone">
      <TextArea
        aria-label={text('paste.input')}
        placeholder={text('paste.placeholder')}
        className={styles.text}
        rows={7}
        value={typed}
        spellCheck={false}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onPaste={takeLong}
      />
      <div className={styles.files}>
        <Button variant="secondary" icon="upload" onClick={() => picker.current?.click()}>
          {text('paste.choose')}
        </Button>
        <span>{text('paste.drop')}</span>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={text('paste.choose')}
          onChange={({ currentTarget }) => {
            onFiles([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  zone: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(1),
    border: `1px dashed ${theme.colors.border.strong}`,
    borderRadius: theme.shape.radius.default,
  }),
  over: css({ borderColor: theme.colors.primary.border, background: theme.colors.action.hover }),
  text: css({ fontFamily: theme.typography.fontFamilyMonospace, fontSize: theme.typography.bodySmall.fontSize }),
  files: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), color: theme.colors.text.secondary }),
});
