import later from './en-US.json?later';
import { addSourceTexts } from './catalogue';

export function addLaterTexts(): void {
  addSourceTexts(later);
}
