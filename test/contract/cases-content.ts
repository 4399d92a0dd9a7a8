import assert from 'node:assert/strict';
import * as read from '../../src/pinterest/read.ts';
import * as write from '../../src/pinterest/write.ts';
import { sampleVideo } from '../kit/sample-video.ts';
import { type Case, firstOf, gathered, type Stage } from './stage.ts';

const boards = ({ pinterest, session }: Stage) => gathered(read.listBoards(pinterest, session, {}));

const aBoard = async (stage: Stage) => firstOf(await boards(stage));

const aPin = async ({ pinterest, session }: Stage) => firstOf(await gathered(read.listPins(pinterest, session, {})));

const picture = async (stage: Stage, name: string) => {
  const answer = await fetch(`${stage.sandbox.url}/assets/40x60/${name}.png`);
  return { content_type: 'image/png' as const, data: Buffer.from(await answer.arrayBuffer()).toString('base64') };
};

const newBoard = (stage: Stage, name: string) =>
  write.createBoard(stage.pinterest, stage.session, { board: { name, description: 'of the contract test' } });

const publish = async (stage: Stage, source: write.MediaSource, title: string) => {
  const board = await aBoard(stage);
  return write.createPin(stage.pinterest, stage.session, {
    pin: {
      board_id: board.id,
      title,
      description: 'A Pin of the contract test',
      link: `${stage.sandbox.url}/sites/${stage.user.username}/1`,
      alt_text: 'Shapes',
      media_source: source,
    },
  });
};

const address = (stage: Stage, name: string) => `${stage.sandbox.url}/assets/600x900/${name}.png`;

const uploaded = async (stage: Stage) => {
  const { pinterest, session } = stage;
  const upload = await write.createMedia(pinterest, session, {});
  await write.uploadMedia(pinterest, { upload, file: new Blob([sampleVideo(15)]) });
  return upload;
};

/** Boards, sections, Pins and media. */
export const contentCases: readonly Case[] = [
  { operation: 'boards/list', door: 'listBoards', run: boards },
  {
    operation: 'boards/list',
    door: 'listBoards',
    title: 'by privacy',
    run: ({ pinterest, session }) => gathered(read.listBoards(pinterest, session, { privacy: 'PROTECTED' })),
  },
  {
    operation: 'boards/get',
    door: 'getBoard',
    run: async (stage) => read.getBoard(stage.pinterest, stage.session, { boardId: (await aBoard(stage)).id }),
  },
  { operation: 'boards/create', door: 'createBoard', run: (stage) => newBoard(stage, 'Made by the contract') },
  {
    operation: 'boards/update',
    door: 'updateBoard',
    run: async (stage) => {
      const board = await newBoard(stage, 'To be renamed');
      const change = { name: 'Renamed', description: 'Otherwise', privacy: 'PUBLIC' } as const;
      return write.updateBoard(stage.pinterest, stage.session, { boardId: board.id, change });
    },
  },
  {
    operation: 'boards/delete',
    door: 'deleteBoard',
    run: async (stage) => {
      const board = await newBoard(stage, 'To be deleted');
      return write.deleteBoard(stage.pinterest, stage.session, { boardId: board.id });
    },
  },
  {
    operation: 'boards/list_pins',
    door: 'listBoardPins',
    run: async (stage) => {
      const { pinterest, session } = stage;
      const board = await aBoard(stage);
      return gathered(read.listBoardPins(pinterest, session, { boardId: board.id, withMetrics: true }));
    },
  },
  {
    operation: 'board_sections/list',
    door: 'listBoardSections',
    run: async (stage) => {
      const { pinterest, session } = stage;
      const lists = await Promise.all(
        (await boards(stage)).map(({ id }) => gathered(read.listBoardSections(pinterest, session, { boardId: id }))),
      );
      return firstOf(lists.flat());
    },
  },
  {
    operation: 'board_sections/create',
    door: 'createBoardSection',
    run: async (stage) => {
      const board = await aBoard(stage);
      return write.createBoardSection(stage.pinterest, stage.session, { boardId: board.id, name: 'Of the contract' });
    },
  },
  {
    operation: 'pins/list',
    door: 'listPins',
    title: 'every kind of Pin',
    run: async ({ pinterest, session }) => {
      const pins = await gathered(read.listPins(pinterest, session, { withMetrics: true }));
      const kinds = new Set(pins.map((pin) => pin.creative_type));
      assert.deepEqual([...kinds].sort(), ['CAROUSEL', 'REGULAR', 'VIDEO']);
    },
  },
  {
    operation: 'pins/list',
    door: 'listPins',
    title: 'filtered',
    run: ({ pinterest, session }) => gathered(read.listPins(pinterest, session, { filter: 'exclude_repins' })),
  },
  {
    operation: 'pins/get',
    door: 'getPin',
    run: async (stage) =>
      read.getPin(stage.pinterest, stage.session, { pinId: (await aPin(stage)).id, withMetrics: true }),
  },
  {
    operation: 'pins/create',
    door: 'createPin',
    title: 'from an address',
    run: (stage) => publish(stage, { source_type: 'image_url', url: address(stage, 'one') }, 'From an address'),
  },
  {
    operation: 'pins/create',
    door: 'createPin',
    title: 'from bytes',
    run: async (stage) =>
      publish(stage, { source_type: 'image_base64', ...(await picture(stage, 'one')) }, 'From bytes'),
  },
  {
    operation: 'pins/create',
    door: 'createPin',
    title: 'a carousel from addresses',
    run: (stage) => {
      const items = ['one', 'two'].map((name) => ({ url: address(stage, name), title: name }));
      return publish(stage, { source_type: 'multiple_image_urls', items, index: 0 }, 'Carousel from addresses');
    },
  },
  {
    operation: 'pins/create',
    door: 'createPin',
    title: 'a carousel from bytes',
    run: async (stage) => {
      const items = [await picture(stage, 'one'), await picture(stage, 'two')];
      return publish(stage, { source_type: 'multiple_image_base64', items }, 'Carousel from bytes');
    },
  },
  {
    operation: 'pins/create',
    door: 'createPin',
    title: 'a video',
    run: async (stage) => {
      const { media_id } = await uploaded(stage);
      return publish(stage, { source_type: 'video_id', media_id, cover_image_key_frame_time: 1 }, 'Video');
    },
  },
  {
    operation: 'pins/update',
    door: 'updatePin',
    run: async (stage) => {
      const source = { source_type: 'image_url', url: address(stage, 'three') } as const;
      const pin = await publish(stage, source, 'To be renamed');
      const change = { title: 'Renamed', alt_text: 'Other shapes', link: `${stage.sandbox.url}/sites/x/2` };
      return write.updatePin(stage.pinterest, stage.session, { pinId: pin.id, change });
    },
  },
  {
    operation: 'pins/delete',
    door: 'deletePin',
    run: async (stage) => {
      const source = { source_type: 'image_url', url: address(stage, 'four') } as const;
      const pin = await publish(stage, source, 'To be deleted');
      return write.deletePin(stage.pinterest, stage.session, { pinId: pin.id });
    },
  },
  {
    operation: 'pins/save',
    door: 'savePin',
    run: async (stage) => {
      const [pin, board] = [await aPin(stage), await aBoard(stage)];
      return write.savePin(stage.pinterest, stage.session, { pinId: pin.id, boardId: board.id });
    },
  },
  { operation: 'media/create', door: 'createMedia', run: uploaded },
  { operation: 'media/create', door: 'uploadMedia', run: uploaded },
  {
    operation: 'media/get',
    door: 'getMedia',
    run: async (stage) => {
      const { media_id } = await uploaded(stage);
      const media = await read.getMedia(stage.pinterest, stage.session, { mediaId: media_id });
      assert.equal(media.status, 'succeeded');
    },
  },
];
