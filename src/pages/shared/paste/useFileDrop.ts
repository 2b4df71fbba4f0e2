import { type DragEvent, useState } from 'react';

/** Handlers that let files be dropped on an element. */
export function useFileDrop(onFiles: (files: readonly File[]) => void) {
  const [isOver, setOver] = useState(false);
  const take = (event: DragEvent, over: boolean) => {
    if (event.dataTransfer.types.includes('Files')) {
      event.preventDefault();
      event.stopPropagation();
      setOver(over);
    }
  };
  return {
    isOver,
    handlers: {
      onDragOver: (event: DragEvent) => take(event, true),
      onDragLeave: (event: DragEvent) => take(event, false),
      onDrop: (event: DragEvent) => {
        take(event, false);
        if (event.dataTransfer.files.length > 0) {
          onFiles([...event.dataTransfer.files]);
        }
      },
    },
  };
}
