// What is read from data frames comes with a part of its own: few data sources answer in nothing else.
export { fetchFrames } from './fetchFrames';
export { fetchLines } from './fetchLines';
