import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { askPicture } from '../../kit/server.ts';

/** A picture of a Pin a link is about: asked with the link, since its reader has no session, and kept in memory only. */
export const LinkPicture = (props: { readonly token: string; readonly assetId: string; readonly alt: string }) => {
  const { token, assetId, alt } = props;
  const { data } = useQuery({
    queryKey: ['review-picture', token, assetId],
    queryFn: () => askPicture('/review/picture', { token, asset: assetId }),
    gcTime: 0,
  });
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (data === undefined) return;
    const made = URL.createObjectURL(data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return address === undefined ? <Skeleton height={320} /> : <img src={address} alt={alt} />;
};
