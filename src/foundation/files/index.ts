export { filesFaults } from './errors.ts';
export { type CleanPicture, cleanPicture } from './pictures/clean-picture.ts';
export { type Cut, publishablePicture } from './pictures/publishable-picture.ts';
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
