const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};

/** Bytes that are an MP4 to anyone who reads only its header: `ftyp`, then a length of so many seconds, then some film. */
export const sampleVideo = (seconds: number): Buffer<ArrayBuffer> => {
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1000, 12);
  header.writeUInt32BE(Math.round(seconds * 1000), 16);
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0isommp42', 'latin1')),
    box('mdat', Buffer.alloc(2048, 'film')),
    box('moov', box('mvhd', header)),
  ]);
};
