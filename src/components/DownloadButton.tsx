import { Button } from '@grafana/ui';
import React, { type PropsWithChildren } from 'react';

export interface Download {
  fileName: string;
  getText: () => string;
}

/** Saves a text as a file. */
export function DownloadButton({ fileName, getText, children }: PropsWithChildren<Download>) {
  return (
    <Button size="sm" variant="secondary" icon="download-alt" onClick={() => save({ fileName, getText })}>
      {children}
    </Button>
  );
}

/** The link is never part of the page: Grafana follows every click on a link of the document itself, `download` or not. */
function save({ fileName, getText }: Download): void {
  const url = URL.createObjectURL(new Blob([getText()], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url));
}
