import './boot-data';
import { startPage } from './start-page';

void startPage();
