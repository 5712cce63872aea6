"""An article with all that Markdown can hold, invented for the round trip."""
# A line of an article is not wrapped: a line end is a word of Markdown.
# ruff: noqa: E501

EVERYTHING = """\
# Pasar Malam Ditutup, Pedagang Bertahan

Ratna Widyasari

Pasar malam di Jalan Kenanga ditutup pada hari Senin. **Sebanyak 84 pedagang** tetap berjualan sampai pukul 23.00. “Kami sudah membayar *sewa sampai Desember*,” kata Lasmi, 52 tahun.

## Daftar keberatan

1. Surat penutupan tidak bertanggal.
2. Ganti rugi dihitung dengan dua cara:
   - menurut luas lapak, Rp40.000 semeter;
   - menurut lama berjualan, Rp150.000 setahun.
3. Tempat pengganti belum ada.

Lasmi menunjukkan [salinan surat](https://contoh.example/surat?nomor=12&tahun=2024) itu. Isinya hanya satu alinea.

> Dengan ini kami sampaikan bahwa kegiatan dihentikan.
>
> Demikian untuk dimaklumi.

### Angka

| Tahun | Pedagang | Sewa sebulan |
|:------|---------:|:------------:|
| 2021 | 61 | Rp200.000 |
| 2022 | 79 | Rp225.000 |
| 2023 | 84 | Rp260.000 |

Jumlah itu dihitung oleh pedagang sendiri. Dinas perdagangan mencatat ~~lima puluh~~ 71 pedagang.

---

#### What the office said

The office’s spokesman, Dr. A. B. Santoso, answered by mail on 3 June. He wrote: “The decision is final – there will be no other.” Is it? The regulation, `Perda 4/2019`, asks for sixty days’ notice.

```
Pasal 9
(1) Pemberitahuan disampaikan paling lambat 60 hari sebelumnya.
```

Two lines of a letter stand below.\\
The second ends the page!

The mayor has promised to decide by Friday. Until then the lights stay on: 84 lamps, one for each stall.
"""
