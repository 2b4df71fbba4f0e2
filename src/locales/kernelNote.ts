import { kernelNotes, notesOf } from '../kernel/kernelNotes';
import { type Words } from './words';

/** What the kernel table notes of a row, which is kept in English: in the reader's language where somebody has put it into that. */
export function kernelNote(rowId: string, { knowledge }: Pick<Words, 'knowledge'>): string {
  const note = notesOf(rowId)?.note ?? '';
  // Rows with the same note have one translation, by the first of them.
  const first = knowledge && kernelNotes.find((each) => each.note === note);
  return (first && knowledge[`kernel.${first.id}`]) ?? note;
}
