export { filesFaults } from './errors.ts';
export { type CleanPicture, cleanPicture } from './pictures/clean-picture.ts';
export { type CsvReading, type CsvRow, readCsv } from './rows/csv-rows.ts';
export {
  type Delimiter,
  type FileEncoding,
  type FileTrouble,
  isOldWorkbook,
  isZip,
  type RefuseFile,
} from './rows/file-text.ts';
export { type WorkbookLimits, type WorkbookRow, workbookRows } from './rows/workbook-rows.ts';
export { type DayOrder, orderShownBy, readDay } from './rows/written-days.ts';
export { type FileStore, type KeptBytes, openFileStore } from './store/file-store.ts';
export {
  dropFile,
  findFiles,
  readFile,
  readFound,
  recordFile,
  type StoredFile,
  sweepFiles,
} from './store/stored-files.ts';
