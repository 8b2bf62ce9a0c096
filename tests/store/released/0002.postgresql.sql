SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.revision_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'revision is append-only'; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.access (
    browser_hash character varying(64) NOT NULL,
    submission character varying(26) NOT NULL,
    granted_at timestamp with time zone NOT NULL
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.result_body (
    id character varying(200) NOT NULL,
    name text NOT NULL,
    short_name text NOT NULL,
    category character varying(64) NOT NULL,
    territory character varying(200) NOT NULL,
    aliases text NOT NULL,
    valid_from character varying(10) NOT NULL,
    valid_to character varying(10) NOT NULL,
    note text NOT NULL,
    matched boolean NOT NULL
);
CREATE TABLE public.result_count (
    number integer NOT NULL,
    year integer NOT NULL,
    scope character varying(64) NOT NULL,
    "group" character varying(200) NOT NULL,
    measure character varying(64) NOT NULL,
    count integer,
    total integer,
    source text NOT NULL,
    note text NOT NULL,
    remark text NOT NULL,
    preferred text NOT NULL
);
CREATE TABLE public.result_files (
    id integer NOT NULL,
    sha256 character varying(64) NOT NULL
);
CREATE TABLE public.result_group_year (
    scope character varying(64) NOT NULL,
    "group" character varying(200) NOT NULL,
    year integer NOT NULL,
    results integer NOT NULL
);
CREATE TABLE public.result_link (
    successor character varying(200) NOT NULL,
    predecessor character varying(200) NOT NULL,
    "position" integer NOT NULL,
    kind character varying(16) NOT NULL
);
CREATE TABLE public.result_other (
    number integer NOT NULL,
    year integer NOT NULL,
    scope character varying(64) NOT NULL,
    body_id character varying(200) NOT NULL,
    field character varying(32) NOT NULL,
    value text NOT NULL,
    source text NOT NULL,
    reason text NOT NULL
);
CREATE TABLE public.result_row (
    number integer NOT NULL,
    year integer NOT NULL,
    scope character varying(64) NOT NULL,
    level character varying(32) NOT NULL,
    body_id character varying(200) NOT NULL,
    body text NOT NULL,
    "group" character varying(200) NOT NULL,
    category character varying(64) NOT NULL,
    score character varying(32),
    class_code character varying(64),
    place integer,
    saq_score character varying(32),
    presentation_score character varying(32),
    sources text NOT NULL,
    certainty character varying(64) NOT NULL,
    note text NOT NULL,
    remark text NOT NULL,
    chosen boolean NOT NULL,
    reason text NOT NULL,
    score_order bigint NOT NULL,
    class_order integer NOT NULL,
    name_order text NOT NULL
);
CREATE TABLE public.result_scope (
    code character varying(64) NOT NULL,
    "position" integer NOT NULL,
    printed character varying(200) NOT NULL,
    name character varying(200) NOT NULL,
    level character varying(32) NOT NULL,
    rules character varying(64) NOT NULL
);
CREATE TABLE public.result_series (
    scope character varying(64) NOT NULL,
    "group" character varying(200) NOT NULL,
    body_id character varying(200) NOT NULL,
    name_order text NOT NULL,
    words text NOT NULL
);
CREATE TABLE public.resume_code (
    code_hash character varying(64) NOT NULL,
    submission character varying(26) NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.revision (
    submission character varying(26) NOT NULL,
    number integer NOT NULL,
    kind character varying(8) NOT NULL,
    actor character varying(64),
    question character varying(64) NOT NULL,
    value text NOT NULL,
    based_on integer NOT NULL,
    writer character varying(64) NOT NULL,
    seq bigint NOT NULL,
    previous_hash character varying(64) NOT NULL,
    hash character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    zone character varying(4) NOT NULL,
    CONSTRAINT revision_kind CHECK (((kind)::text = ANY ((ARRAY['self'::character varying, 'verified'::character varying, 'objected'::character varying, 'final'::character varying])::text[])))
);
CREATE TABLE public.score (
    submission character varying(26) NOT NULL,
    kind character varying(8) NOT NULL,
    revision integer NOT NULL,
    facts_hash character varying(64) NOT NULL,
    rules_hash character varying(64) NOT NULL,
    exact text,
    published character varying(32),
    maximum character varying(32) NOT NULL,
    provisional_class character varying(64),
    answered integer NOT NULL,
    questions integer NOT NULL,
    without_evidence integer NOT NULL,
    pending integer NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT score_kind CHECK (((kind)::text = ANY ((ARRAY['self'::character varying, 'verified'::character varying, 'objected'::character varying, 'final'::character varying])::text[])))
);
CREATE TABLE public.submission (
    id character varying(26) NOT NULL,
    rules character varying(64) NOT NULL,
    version integer NOT NULL,
    category character varying(64) NOT NULL,
    cycle character varying(64) NOT NULL,
    body_id character varying(64),
    body character varying(300) NOT NULL,
    zone character varying(4) NOT NULL,
    actor character varying(64),
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT submission_zone CHECK (((zone)::text = ANY ((ARRAY['WIB'::character varying, 'WITA'::character varying, 'WIT'::character varying])::text[])))
);
INSERT INTO public.access VALUES ('66d34fba71f8f450f7e45598853e53bfc23bbd129027cbb131a2f4ffd7878cd0', 'rilis00000000001', '2026-11-26 07:03:23.123457+00');
INSERT INTO public.access VALUES ('f01b57226261ae3756b93936e1c4e6b849f9a5b0933fa3b91843bf4195b9d964', 'rilis00000000002', '2026-11-26 07:03:24.123458+00');
INSERT INTO public.access VALUES ('f01b57226261ae3756b93936e1c4e6b849f9a5b0933fa3b91843bf4195b9d964', 'rilis00000000001', '2026-11-26 07:03:25.123459+00');
INSERT INTO public.alembic_version VALUES ('0002');
INSERT INTO public.result_body VALUES ('kementerian-agama', 'Kementerian Agama', 'Kemenag', 'kementerian', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('kementerian-agraria-dan-tata-ruang-badan-pertanahan-nasional', 'Kementerian Agraria dan Tata Ruang/Badan Pertanahan Nasional', 'Kementerian ATR/BPN', 'kementerian', 'Indonesia', 'Kemen ATR/BPN|BPN', '', '', '', true);
INSERT INTO public.result_body VALUES ('kementerian-badan-usaha-milik-negara', 'Kementerian Badan Usaha Milik Negara', 'Kementerian BUMN', 'kementerian', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('kementerian-dalam-negeri', 'Kementerian Dalam Negeri', 'Kemendagri', 'kementerian', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('kementerian-desa-dan-pembangunan-daerah-tertinggal', 'Kementerian Desa dan Pembangunan Daerah Tertinggal', 'Kemendes PDT', 'kementerian', 'Indonesia', '', '2024-10-21', '', 'Kabinet Merah Putih; Perpres 139/2024.', true);
INSERT INTO public.result_body VALUES ('kementerian-desa-pembangunan-daerah-tertinggal-dan-transmigrasi', 'Kementerian Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi', 'Kemendes PDTT', 'kementerian', 'Indonesia', '', '', '2024-10-21', '', true);
INSERT INTO public.result_body VALUES ('kementerian-energi-dan-sumber-daya-mineral', 'Kementerian Energi dan Sumber Daya Mineral', 'Kementerian ESDM', 'kementerian', 'Indonesia', 'KESDM', '', '', '', true);
INSERT INTO public.result_body VALUES ('kementerian-haji-dan-umrah', 'Kementerian Haji dan Umrah', 'Kemenhaj', 'kementerian', 'Indonesia', '', '2025', '', '', true);
INSERT INTO public.result_body VALUES ('kementerian-hak-asasi-manusia', 'Kementerian Hak Asasi Manusia', 'Kementerian HAM', 'kementerian', 'Indonesia', 'KemenHAM', '2024-10-21', '', 'Kabinet Merah Putih; Perpres 139/2024.', true);
INSERT INTO public.result_body VALUES ('kementerian-hukum', 'Kementerian Hukum', 'Kemenkum', 'kementerian', 'Indonesia', '', '2024-10-21', '', 'Kabinet Merah Putih; Perpres 139/2024.', true);
INSERT INTO public.result_body VALUES ('kementerian-hukum-dan-hak-asasi-manusia', 'Kementerian Hukum dan Hak Asasi Manusia', 'Kemenkumham', 'kementerian', 'Indonesia', 'Kementerian Hukum dan HAM', '', '2024-10-21', '', true);
INSERT INTO public.result_body VALUES ('kementerian-keuangan', 'Kementerian Keuangan', 'Kemenkeu', 'kementerian', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('kementerian-perindustrian', 'Kementerian Perindustrian', 'Kemenperin', 'kementerian', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('kementerian-pertanian', 'Kementerian Pertanian', 'Kementan', 'kementerian', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('arsip-nasional-republik-indonesia', 'Arsip Nasional Republik Indonesia', 'ANRI', 'ln_lpnk', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('badan-kependudukan-dan-keluarga-berencana-nasional', 'Badan Kependudukan dan Keluarga Berencana Nasional', 'BKKBN', 'ln_lpnk', 'Indonesia', '', '', '2024-10-21', '', true);
INSERT INTO public.result_body VALUES ('badan-nasional-penanggulangan-bencana', 'Badan Nasional Penanggulangan Bencana', 'BNPB', 'ln_lpnk', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('badan-nasional-penempatan-dan-perlindungan-tenaga-kerja-indonesia', 'Badan Nasional Penempatan dan Perlindungan Tenaga Kerja Indonesia', 'BNP2TKI', 'ln_lpnk', 'Indonesia', '', '', '2020', '', true);
INSERT INTO public.result_body VALUES ('badan-pelindungan-pekerja-migran-indonesia', 'Badan Pelindungan Pekerja Migran Indonesia', 'BP2MI', 'ln_lpnk', 'Indonesia', '', '2020', '2024', 'Perpres 90/2019, berjalan sejak 2020. Hasil 2024 terbit dengan nama ini.', true);
INSERT INTO public.result_body VALUES ('badan-pemeriksa-keuangan', 'Badan Pemeriksa Keuangan', 'BPK', 'ln_lpnk', 'Indonesia', 'BPK RI', '', '', '', true);
INSERT INTO public.result_body VALUES ('badan-pengawas-obat-dan-makanan', 'Badan Pengawas Obat dan Makanan', 'BPOM', 'ln_lpnk', 'Indonesia', 'Badan POM', '', '', '', true);
INSERT INTO public.result_body VALUES ('badan-pengawasan-keuangan-dan-pembangunan', 'Badan Pengawasan Keuangan dan Pembangunan', 'BPKP', 'ln_lpnk', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('badan-pengkajian-dan-penerapan-teknologi', 'Badan Pengkajian dan Penerapan Teknologi', 'BPPT', 'ln_lpnk', 'Indonesia', '', '', '2021', '', true);
INSERT INTO public.result_body VALUES ('badan-penyelenggara-jaminan-produk-halal', 'Badan Penyelenggara Jaminan Produk Halal', 'BPJPH', 'ln_lpnk', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('badan-pusat-statistik', 'Badan Pusat Statistik', 'BPS', 'ln_lpnk', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('badan-riset-dan-inovasi-nasional', 'Badan Riset dan Inovasi Nasional', 'BRIN', 'ln_lpnk', 'Indonesia', '', '2021', '', 'Empat lembaga dilebur pada 2021; Perpres 78/2021.', true);
INSERT INTO public.result_body VALUES ('badan-tenaga-nuklir-nasional', 'Badan Tenaga Nuklir Nasional', 'BATAN', 'ln_lpnk', 'Indonesia', '', '', '2021', '', true);
INSERT INTO public.result_body VALUES ('bank-indonesia', 'Bank Indonesia', 'BI', 'ln_lpnk', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('bpjs-kesehatan', 'BPJS Kesehatan', '', 'ln_lpnk', 'Indonesia', 'Badan Penyelenggara Jaminan Sosial Kesehatan', '', '', '', true);
INSERT INTO public.result_body VALUES ('dewan-perwakilan-rakyat-republik-indonesia', 'Dewan Perwakilan Rakyat Republik Indonesia', 'DPR RI', 'ln_lpnk', 'Indonesia', 'Dewan Perwakilan Rakyat|DPR', '', '', '', true);
INSERT INTO public.result_body VALUES ('lembaga-ilmu-pengetahuan-indonesia', 'Lembaga Ilmu Pengetahuan Indonesia', 'LIPI', 'ln_lpnk', 'Indonesia', '', '', '2021', '', true);
INSERT INTO public.result_body VALUES ('lembaga-penerbangan-dan-antariksa-nasional', 'Lembaga Penerbangan dan Antariksa Nasional', 'LAPAN', 'ln_lpnk', 'Indonesia', '', '', '2021', '', true);
INSERT INTO public.result_body VALUES ('badan-amil-zakat-nasional', 'Badan Amil Zakat Nasional', 'Baznas', 'lns', 'Indonesia', 'BAZNAS RI', '', '', '', true);
INSERT INTO public.result_body VALUES ('badan-pengawas-pemilihan-umum', 'Badan Pengawas Pemilihan Umum', 'Bawaslu', 'lns', 'Indonesia', 'Bawaslu RI', '', '', '', true);
INSERT INTO public.result_body VALUES ('badan-pengusahaan-batam', 'Badan Pengusahaan Batam', 'BP Batam', 'lns', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('badan-restorasi-gambut', 'Badan Restorasi Gambut', 'BRG', 'lns', 'Indonesia', '', '2016', '2020-12-22', '', true);
INSERT INTO public.result_body VALUES ('badan-restorasi-gambut-dan-mangrove', 'Badan Restorasi Gambut dan Mangrove', 'BRGM', 'lns', 'Indonesia', '', '2020', '', 'Perpres 120/2020 (Desember 2020). Hasil 2020 terbit dengan nama ini.', true);
INSERT INTO public.result_body VALUES ('provinsi-dki-jakarta', 'Pemerintah Provinsi DKI Jakarta', 'DKI Jakarta', 'pemprov', 'DKI Jakarta', 'Provinsi DKI Jakarta|Pemprov DKI Jakarta|Pemerintah Provinsi Daerah Khusus Ibukota Jakarta|Pemprov Jakarta', '', '', '', true);
INSERT INTO public.result_body VALUES ('provinsi-nusa-tenggara-barat', 'Pemerintah Provinsi Nusa Tenggara Barat', 'Nusa Tenggara Barat', 'pemprov', 'Nusa Tenggara Barat', 'Provinsi Nusa Tenggara Barat|Pemprov Nusa Tenggara Barat', '', '', '', true);
INSERT INTO public.result_body VALUES ('provinsi-nusa-tenggara-timur', 'Pemerintah Provinsi Nusa Tenggara Timur', 'Nusa Tenggara Timur', 'pemprov', 'Nusa Tenggara Timur', 'Provinsi Nusa Tenggara Timur|Pemprov Nusa Tenggara Timur', '', '', '', true);
INSERT INTO public.result_body VALUES ('iain-datuk-laksemana-bengkalis', 'IAIN Datuk Laksemana Bengkalis', 'IAIN Bengkalis', 'ptn', 'Riau', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('iain-kediri', 'IAIN Kediri', '', 'ptn', 'Jawa Timur', '', '', '2025', '', true);
INSERT INTO public.result_body VALUES ('iain-parepare', 'IAIN Parepare', '', 'ptn', 'Sulawesi Selatan', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('institut-pertanian-bogor', 'Institut Pertanian Bogor', 'IPB', 'ptn', 'Jawa Barat', 'IPB University', '', '', '', true);
INSERT INTO public.result_body VALUES ('institut-seni-budaya-indonesia-bandung', 'Institut Seni Budaya Indonesia Bandung', 'ISBI Bandung', 'ptn', 'Jawa Barat', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('institut-seni-indonesia-denpasar', 'Institut Seni Indonesia Denpasar', 'ISI Denpasar', 'ptn', 'Bali', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('institut-seni-indonesia-padangpanjang', 'Institut Seni Indonesia Padangpanjang', 'ISI Padangpanjang', 'ptn', 'Sumatera Barat', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('institut-teknologi-bandung', 'Institut Teknologi Bandung', 'ITB', 'ptn', 'Jawa Barat', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('institut-teknologi-sepuluh-nopember', 'Institut Teknologi Sepuluh Nopember', 'ITS', 'ptn', 'Jawa Timur', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('institut-teknologi-sumatera', 'Institut Teknologi Sumatera', 'Itera', 'ptn', 'Lampung', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('universitas-brawijaya', 'Universitas Brawijaya', 'UB', 'ptn', 'Jawa Timur', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('universitas-indonesia', 'Universitas Indonesia', 'UI', 'ptn', 'Jawa Barat', '', '', '', 'Kampus di Depok dan Jakarta.', true);
INSERT INTO public.result_body VALUES ('partai-amanat-nasional', 'Partai Amanat Nasional', 'PAN', 'parpol', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('partai-gerakan-indonesia-raya', 'Partai Gerakan Indonesia Raya', 'Gerindra', 'parpol', 'Indonesia', 'Partai Gerindra', '', '', '', true);
INSERT INTO public.result_body VALUES ('partai-keadilan-sejahtera', 'Partai Keadilan Sejahtera', 'PKS', 'parpol', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_body VALUES ('partai-kebangkitan-bangsa', 'Partai Kebangkitan Bangsa', 'PKB', 'parpol', 'Indonesia', '', '', '', '', true);
INSERT INTO public.result_count VALUES (1, 2015, 'nasional', 'all', 'assessed', 386, 386, 'https://www.kemenkeu.go.id/publikasi/berita/ketiga-kalinya-kemenkeu-raih-peringkat-pertama-anugerah-keterbukaan-informasi-publik/', 'seven categories', 'tujuh kategori', '');
INSERT INTO public.result_count VALUES (2, 2017, 'nasional', 'all', 'returned_saq', 156, 397, 'https://fbeta.republika.co.id/berita/p1awti416/kemenkeu-jadi-kementerian-paling-informatif', '39.29%', '39,29 %', '');
INSERT INTO public.result_count VALUES (3, 2017, 'sumbar', 'all', 'returned_saq', 120, 370, 'https://posmetropadang.co.id/lainnya/pariwara/20304/anugerah-keterbukaan-informasi-badan-publik-terima-penghargaan-ki-sumbar/amp', '', '', '');
INSERT INTO public.result_count VALUES (4, 2018, 'nasional', 'BUMN', 'returned_saq', 56, 111, 'https://papuatoday.com/?p=12302', '', '', '');
INSERT INTO public.result_count VALUES (5, 2018, 'nasional', 'Kementerian', 'informatif', 2, NULL, 'https://ppid.menpan.go.id/kegiatan/kementerian-panrb-raih-kategori-menuju-informatif-dari-kip?tmpl=component&print=1&layout=default', 'Keuangan 96.90, Kominfo 94.88', 'Keuangan 96,90; Kominfo 94,88', '');
INSERT INTO public.result_count VALUES (6, 2018, 'nasional', 'Kementerian', 'menuju_informatif', 10, NULL, 'https://ppid.menpan.go.id/kegiatan/kementerian-panrb-raih-kategori-menuju-informatif-dari-kip?tmpl=component&print=1&layout=default', 'KemenPANRB and nine others', 'KemenPANRB dan sembilan lainnya', '');
INSERT INTO public.result_count VALUES (7, 2018, 'nasional', 'Lembaga Negara dan LPNK', 'returned_saq', 39, 45, 'https://papuatoday.com/?p=12302', '', '', '');
INSERT INTO public.result_count VALUES (8, 2018, 'nasional', 'Lembaga Non Struktural', 'returned_saq', 29, 86, 'https://papuatoday.com/?p=12302', '', '', '');
INSERT INTO public.result_count VALUES (9, 2018, 'nasional', 'Partai Politik', 'cukup_informatif', 9, NULL, 'https://news.detik.com/berita/d-4288331/kip-pkb-gerindra-parpol-cukup-informatif-psi-hanura-kurang', '', '', '');
INSERT INTO public.result_count VALUES (10, 2018, 'nasional', 'Pemerintah Provinsi', 'returned_saq', 25, 34, 'https://www.infosatu.co/komisi-informasi-pusat-beri-penghargaan-untuk-kaltim/', '73.53%', '73,53 %', '');
INSERT INTO public.result_count VALUES (11, 2018, 'nasional', 'Pemerintah Provinsi', 'menuju_informatif', 5, NULL, 'https://ppid.menpan.go.id/kegiatan/kementerian-panrb-raih-kategori-menuju-informatif-dari-kip?tmpl=component&print=1&layout=default', 'Aceh, NTT, Kalteng, Sumbar, Sumsel', 'Aceh, NTT, Kalteng, Sumbar, Sumsel', '');
INSERT INTO public.result_count VALUES (12, 2018, 'nasional', 'Perguruan Tinggi Negeri', 'returned_saq', 94, 134, 'https://papuatoday.com/?p=12302', '', '', '');
INSERT INTO public.result_count VALUES (13, 2018, 'nasional', 'Perguruan Tinggi Negeri', 'cukup_informatif', 18, NULL, 'http://uns.ac.id/id/uns-update/uns-raih-anugerah-keterbukaan-informasi-publik-2018.html', '26 PTN invited to the award (1+7+18)', '26 PTN diundang ke penganugerahan (1+7+18)', '');
INSERT INTO public.result_count VALUES (14, 2018, 'nasional', 'Perguruan Tinggi Negeri', 'cukup_informatif', 18, NULL, 'http://www.unpad.ac.id/2018/11/anugerah-keterbukaan-informasi-badan-publik-2018-unpad-masuk-kategori-cukup-informatif/', 'Unpad together with 17 others', 'Unpad bersama 17 lainnya', '');
INSERT INTO public.result_count VALUES (15, 2018, 'nasional', 'Perguruan Tinggi Negeri', 'informatif', 1, NULL, 'http://uns.ac.id/id/uns-update/uns-raih-anugerah-keterbukaan-informasi-publik-2018.html', '26 PTN invited to the award (1+7+18)', '26 PTN diundang ke penganugerahan (1+7+18)', '');
INSERT INTO public.result_count VALUES (16, 2018, 'nasional', 'Perguruan Tinggi Negeri', 'menuju_informatif', 7, NULL, 'http://uns.ac.id/id/uns-update/uns-raih-anugerah-keterbukaan-informasi-publik-2018.html', '26 PTN invited to the award (1+7+18)', '26 PTN diundang ke penganugerahan (1+7+18)', '');
INSERT INTO public.result_count VALUES (17, 2018, 'nasional', 'all', 'assessed', 460, 460, 'https://news.detik.com/read/2018/11/05/165410/4288522/10/jateng-dki-kalbar-dan-jabar-raih-kualifikasi-pemprov-informatif', 'bodies assessed', 'badan yang dinilai', '');
INSERT INTO public.result_count VALUES (18, 2018, 'nasional', 'all', 'returned_saq', 289, 460, 'https://news.detik.com/read/2018/11/05/165410/4288522/10/jateng-dki-kalbar-dan-jabar-raih-kualifikasi-pemprov-informatif', '62.83%', '62,83 %', '');
INSERT INTO public.result_count VALUES (19, 2018, 'nasional', 'all', 'informatif', 15, 460, 'https://mandalika.antaranews.com/berita/765254/komisi-informasi-serahkan-penghargaan-keterbukaan-informasi-publik-2018', '', '', '');
INSERT INTO public.result_files VALUES (1, 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff');
INSERT INTO public.result_group_year VALUES ('nasional', 'Kementerian', 2014, 1);
INSERT INTO public.result_group_year VALUES ('nasional', 'Perguruan Tinggi Negeri', 2014, 1);
INSERT INTO public.result_group_year VALUES ('nasional', 'Partai Politik', 2014, 4);
INSERT INTO public.result_group_year VALUES ('nasional', 'Kementerian', 2015, 1);
INSERT INTO public.result_group_year VALUES ('nasional', 'Perguruan Tinggi Negeri', 2015, 1);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Negara dan LPNK', 2016, 1);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Non Struktural', 2016, 3);
INSERT INTO public.result_group_year VALUES ('nasional', 'Perguruan Tinggi Negeri', 2016, 1);
INSERT INTO public.result_group_year VALUES ('nasional', 'Kementerian', 2017, 4);
INSERT INTO public.result_group_year VALUES ('nasional', 'Kementerian', 2018, 17);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Negara dan LPNK', 2018, 5);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Non Struktural', 2018, 4);
INSERT INTO public.result_group_year VALUES ('nasional', 'Pemerintah Provinsi', 2018, 16);
INSERT INTO public.result_group_year VALUES ('nasional', 'BUMN', 2018, 2);
INSERT INTO public.result_group_year VALUES ('nasional', 'Perguruan Tinggi Negeri', 2018, 4);
INSERT INTO public.result_group_year VALUES ('nasional', 'Partai Politik', 2018, 11);
INSERT INTO public.result_group_year VALUES ('nasional', 'Kementerian', 2019, 14);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Negara dan LPNK', 2019, 1);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Non Struktural', 2019, 1);
INSERT INTO public.result_group_year VALUES ('nasional', 'Pemerintah Provinsi', 2019, 8);
INSERT INTO public.result_group_year VALUES ('nasional', 'BUMN', 2019, 1);
INSERT INTO public.result_group_year VALUES ('nasional', 'Perguruan Tinggi Negeri', 2019, 7);
INSERT INTO public.result_group_year VALUES ('nasional', 'Kementerian', 2020, 13);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Negara dan LPNK', 2020, 9);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Non Struktural', 2020, 4);
INSERT INTO public.result_group_year VALUES ('nasional', 'Pemerintah Provinsi', 2020, 13);
INSERT INTO public.result_group_year VALUES ('nasional', 'BUMN', 2020, 4);
INSERT INTO public.result_group_year VALUES ('nasional', 'Perguruan Tinggi Negeri', 2020, 21);
INSERT INTO public.result_group_year VALUES ('nasional', 'Kementerian', 2021, 17);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Negara dan LPNK', 2021, 8);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Non Struktural', 2021, 6);
INSERT INTO public.result_group_year VALUES ('nasional', 'Pemerintah Provinsi', 2021, 18);
INSERT INTO public.result_group_year VALUES ('nasional', 'BUMN', 2021, 5);
INSERT INTO public.result_group_year VALUES ('nasional', 'Perguruan Tinggi Negeri', 2021, 14);
INSERT INTO public.result_group_year VALUES ('nasional', 'Kementerian', 2022, 14);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Negara dan LPNK', 2022, 6);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Non Struktural', 2022, 2);
INSERT INTO public.result_group_year VALUES ('nasional', 'Pemerintah Provinsi', 2022, 19);
INSERT INTO public.result_group_year VALUES ('nasional', 'BUMN', 2022, 20);
INSERT INTO public.result_group_year VALUES ('nasional', 'Perguruan Tinggi Negeri', 2022, 11);
INSERT INTO public.result_group_year VALUES ('nasional', 'Partai Politik', 2022, 9);
INSERT INTO public.result_group_year VALUES ('nasional', 'Kementerian', 2023, 10);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Negara dan LPNK', 2023, 7);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Non Struktural', 2023, 5);
INSERT INTO public.result_group_year VALUES ('nasional', 'Pemerintah Provinsi', 2023, 20);
INSERT INTO public.result_group_year VALUES ('nasional', 'BUMN', 2023, 8);
INSERT INTO public.result_group_year VALUES ('nasional', 'Perguruan Tinggi Negeri', 2023, 15);
INSERT INTO public.result_group_year VALUES ('nasional', 'Partai Politik', 2023, 3);
INSERT INTO public.result_group_year VALUES ('nasional', 'Kementerian', 2024, 6);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Negara dan LPNK', 2024, 6);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Non Struktural', 2024, 1);
INSERT INTO public.result_group_year VALUES ('nasional', 'Pemerintah Provinsi', 2024, 15);
INSERT INTO public.result_group_year VALUES ('nasional', 'BUMN', 2024, 4);
INSERT INTO public.result_group_year VALUES ('nasional', 'Perguruan Tinggi Negeri', 2024, 13);
INSERT INTO public.result_group_year VALUES ('nasional', 'Partai Politik', 2024, 4);
INSERT INTO public.result_group_year VALUES ('nasional', 'Kementerian', 2025, 13);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Negara dan LPNK', 2025, 7);
INSERT INTO public.result_group_year VALUES ('nasional', 'Lembaga Non Struktural', 2025, 5);
INSERT INTO public.result_group_year VALUES ('nasional', 'Pemerintah Provinsi', 2025, 11);
INSERT INTO public.result_group_year VALUES ('nasional', 'BUMN', 2025, 2);
INSERT INTO public.result_group_year VALUES ('nasional', 'Perguruan Tinggi Negeri', 2025, 24);
INSERT INTO public.result_group_year VALUES ('nasional', 'Partai Politik', 2025, 4);
INSERT INTO public.result_link VALUES ('kementerian-desa-dan-pembangunan-daerah-tertinggal', 'kementerian-desa-pembangunan-daerah-tertinggal-dan-transmigrasi', 0, 'split');
INSERT INTO public.result_link VALUES ('kementerian-hak-asasi-manusia', 'kementerian-hukum-dan-hak-asasi-manusia', 1, 'split');
INSERT INTO public.result_link VALUES ('kementerian-hukum', 'kementerian-hukum-dan-hak-asasi-manusia', 2, 'split');
INSERT INTO public.result_link VALUES ('badan-pelindungan-pekerja-migran-indonesia', 'badan-nasional-penempatan-dan-perlindungan-tenaga-kerja-indonesia', 20, 'renamed');
INSERT INTO public.result_link VALUES ('badan-riset-dan-inovasi-nasional', 'lembaga-ilmu-pengetahuan-indonesia', 21, 'merged');
INSERT INTO public.result_link VALUES ('badan-riset-dan-inovasi-nasional', 'lembaga-penerbangan-dan-antariksa-nasional', 22, 'merged');
INSERT INTO public.result_link VALUES ('badan-riset-dan-inovasi-nasional', 'badan-tenaga-nuklir-nasional', 23, 'merged');
INSERT INTO public.result_link VALUES ('badan-riset-dan-inovasi-nasional', 'badan-pengkajian-dan-penerapan-teknologi', 24, 'merged');
INSERT INTO public.result_link VALUES ('badan-restorasi-gambut-dan-mangrove', 'badan-restorasi-gambut', 25, 'renamed');
INSERT INTO public.result_other VALUES (0, 2018, 'nasional', 'provinsi-nusa-tenggara-barat', 'class', 'Menuju Informatif', 'https://ppid.menpan.go.id/kegiatan/kementerian-panrb-raih-kategori-menuju-informatif-dari-kip?tmpl=component&print=1&layout=default', 'Satu daftar lima provinsi Menuju Informatif menyebut NTB, daftar lain menyebut NTT pada tempat yang sama.');
INSERT INTO public.result_other VALUES (1, 2018, 'nasional', 'provinsi-nusa-tenggara-timur', 'class', 'Menuju Informatif', 'https://timesofaceh.com/pemerintah-aceh-raih-penghargaan-dari-komisi-informasi-ri/', 'Satu daftar lima provinsi Menuju Informatif menyebut NTT, daftar lain menyebut NTB pada tempat yang sama.');
INSERT INTO public.result_other VALUES (2, 2020, 'nasional', 'kementerian-keuangan', 'score', '99.59', 'https://liputanindonesianews.com/detail/40343/kemnaker-raih-penghargaan-anugerah-keterbukaan-informasi-publik.html', 'Dicetak pada peringkat 2 padahal peringkat 1 bernilai 97,99: salah cetak, tidak dipakai.');
INSERT INTO public.result_other VALUES (3, 2021, 'nasional', 'kementerian-pertanian', 'score', '92.29', 'makassar.tribunnews.com (26 Oktober 2021)', 'Salah cetak: tidak cocok dengan urutan dalam berita itu sendiri. Dipilih 99,29 dari daftar.');
INSERT INTO public.result_other VALUES (4, 2021, 'nasional', 'provinsi-dki-jakarta', 'score', '96.77', 'https://www.jpnn.com/news/selamat-jateng-raih-nilai-tertinggi-penghargaan-anugerah-keterbukaan-informasi-publik', 'Dipilih 96,41 dari daftar lengkap sepuluh provinsi; 96,77 adalah nilai NTB dalam daftar itu.');
INSERT INTO public.result_row VALUES (1, 2014, 'nasional', 'national', 'kementerian-perindustrian', 'Kementerian Perindustrian', 'Kementerian', 'kementerian', '98.2', NULL, 2, NULL, NULL, 'https://m.antaranews.com/amp/berita/468945/kemenperin-kembali-raih-penghargaan-keterbukaan-informasi', 'news item', 'ranking year, no class', 'tahun pemeringkatan, tanpa kelas', true, '', 98200000, 6, 'kementerian perindustrian');
INSERT INTO public.result_row VALUES (2, 2014, 'nasional', 'national', 'universitas-indonesia', 'Universitas Indonesia', 'Perguruan Tinggi Negeri', 'ptn', '77.8', NULL, 1, NULL, NULL, 'https://ui.ac.id/ui-sabet-juara-1-anugerah-pemeringkatan-informasi-publik-2014', 'news of the body itself', 'ranking year; first of 61 PTN', 'tahun pemeringkatan; pertama dari 61 PTN', true, '', 77800000, 6, 'universitas indonesia');
INSERT INTO public.result_row VALUES (3, 2014, 'nasional', 'national', 'institut-pertanian-bogor', 'Institut Pertanian Bogor', 'Perguruan Tinggi Negeri', 'ptn', NULL, NULL, 3, NULL, NULL, 'https://ui.ac.id/ui-sabet-juara-1-anugerah-pemeringkatan-informasi-publik-2014', 'news item', 'ranking year', 'tahun pemeringkatan', true, '', -1, 6, 'institut pertanian bogor');
INSERT INTO public.result_row VALUES (4, 2014, 'nasional', 'national', 'universitas-brawijaya', 'Universitas Brawijaya', 'Perguruan Tinggi Negeri', 'ptn', NULL, NULL, 2, NULL, NULL, 'https://ui.ac.id/ui-sabet-juara-1-anugerah-pemeringkatan-informasi-publik-2014', 'news item', 'ranking year', 'tahun pemeringkatan', true, '', -1, 6, 'universitas brawijaya');
INSERT INTO public.result_row VALUES (5, 2014, 'nasional', 'national', 'partai-gerakan-indonesia-raya', 'Partai Gerakan Indonesia Raya', 'Partai Politik', 'parpol', '57', NULL, 1, NULL, NULL, 'https://beritahukum.com/detail_berita.php?judul=Gerindra+Dapat+Penghargaan+Jadi+Partai+Politik+Paling+Terbuka+dan+Transparan+di+Indonesia+&subjudul=Partai+Gerindra', 'exact from a list', 'ranking year, no class; only four of twelve parties returned the questionnaire', 'tahun pemeringkatan, tanpa kelas; hanya empat dari dua belas partai mengembalikan kuesioner', true, '', 57000000, 6, 'partai gerakan indonesia raya');
INSERT INTO public.result_row VALUES (6, 2014, 'nasional', 'national', 'partai-keadilan-sejahtera', 'Partai Keadilan Sejahtera', 'Partai Politik', 'parpol', '31', NULL, 2, NULL, NULL, 'https://beritahukum.com/detail_berita.php?judul=Gerindra+Dapat+Penghargaan+Jadi+Partai+Politik+Paling+Terbuka+dan+Transparan+di+Indonesia+&subjudul=Partai+Gerindra', 'exact from a list', 'ranking year, no class; only four of twelve parties returned the questionnaire', 'tahun pemeringkatan, tanpa kelas; hanya empat dari dua belas partai mengembalikan kuesioner', true, '', 31000000, 6, 'partai keadilan sejahtera');
INSERT INTO public.result_row VALUES (7, 2014, 'nasional', 'national', 'partai-kebangkitan-bangsa', 'Partai Kebangkitan Bangsa', 'Partai Politik', 'parpol', '22', NULL, 3, NULL, NULL, 'https://beritahukum.com/detail_berita.php?judul=Gerindra+Dapat+Penghargaan+Jadi+Partai+Politik+Paling+Terbuka+dan+Transparan+di+Indonesia+&subjudul=Partai+Gerindra', 'exact from a list', 'ranking year, no class; only four of twelve parties returned the questionnaire', 'tahun pemeringkatan, tanpa kelas; hanya empat dari dua belas partai mengembalikan kuesioner', true, '', 22000000, 6, 'partai kebangkitan bangsa');
INSERT INTO public.result_row VALUES (8, 2014, 'nasional', 'national', 'partai-amanat-nasional', 'Partai Amanat Nasional', 'Partai Politik', 'parpol', '16', NULL, 4, NULL, NULL, 'https://beritahukum.com/detail_berita.php?judul=Gerindra+Dapat+Penghargaan+Jadi+Partai+Politik+Paling+Terbuka+dan+Transparan+di+Indonesia+&subjudul=Partai+Gerindra', 'exact from a list', 'ranking year, no class; only four of twelve parties returned the questionnaire', 'tahun pemeringkatan, tanpa kelas; hanya empat dari dua belas partai mengembalikan kuesioner', true, '', 16000000, 6, 'partai amanat nasional');
INSERT INTO public.result_scope VALUES ('nasional', 0, 'nasional', 'Nasional', 'national', 'pusat');
INSERT INTO public.result_scope VALUES ('aceh', 1, 'Aceh', 'Aceh', 'province', 'aceh');
INSERT INTO public.result_scope VALUES ('babel', 2, 'Kepulauan Bangka Belitung', 'Kepulauan Bangka Belitung', 'province', 'babel');
INSERT INTO public.result_scope VALUES ('bali', 3, 'Bali', 'Bali', 'province', 'bali');
INSERT INTO public.result_scope VALUES ('banten', 4, 'Banten', 'Banten', 'province', 'banten');
INSERT INTO public.result_scope VALUES ('diy', 5, 'DI Yogyakarta', 'DI Yogyakarta', 'province', 'diy');
INSERT INTO public.result_scope VALUES ('dki', 6, 'DKI Jakarta', 'DKI Jakarta', 'province', 'dki');
INSERT INTO public.result_scope VALUES ('gorontalo', 7, 'Gorontalo', 'Gorontalo', 'province', 'gorontalo');
INSERT INTO public.result_scope VALUES ('jabar', 8, 'Jawa Barat', 'Jawa Barat', 'province', 'jabar');
INSERT INTO public.result_scope VALUES ('jateng', 9, 'Jawa Tengah', 'Jawa Tengah', 'province', 'jateng');
INSERT INTO public.result_scope VALUES ('jatim', 10, 'Jawa Timur', 'Jawa Timur', 'province', 'jatim');
INSERT INTO public.result_scope VALUES ('kalbar', 11, 'Kalimantan Barat', 'Kalimantan Barat', 'province', 'kalbar');
INSERT INTO public.result_scope VALUES ('kalsel', 12, 'Kalimantan Selatan', 'Kalimantan Selatan', 'province', 'kalsel');
INSERT INTO public.result_scope VALUES ('kalteng', 13, 'Kalimantan Tengah', 'Kalimantan Tengah', 'province', 'kalteng');
INSERT INTO public.result_scope VALUES ('kaltim', 14, 'Kalimantan Timur', 'Kalimantan Timur', 'province', 'kaltim');
INSERT INTO public.result_scope VALUES ('kepri', 15, 'Kepulauan Riau', 'Kepulauan Riau', 'province', 'kepri');
INSERT INTO public.result_scope VALUES ('lampung', 16, 'Lampung', 'Lampung', 'province', 'lampung');
INSERT INTO public.result_scope VALUES ('ntb', 17, 'Nusa Tenggara Barat', 'Nusa Tenggara Barat', 'province', 'ntb');
INSERT INTO public.result_scope VALUES ('papua', 18, 'Papua', 'Papua', 'province', 'papua');
INSERT INTO public.result_scope VALUES ('riau', 19, 'Riau', 'Riau', 'province', 'riau');
INSERT INTO public.result_scope VALUES ('sulbar', 20, 'Sulawesi Barat', 'Sulawesi Barat', 'province', 'sulbar');
INSERT INTO public.result_scope VALUES ('sulsel', 21, 'Sulawesi Selatan', 'Sulawesi Selatan', 'province', 'sulsel');
INSERT INTO public.result_scope VALUES ('sultra', 22, 'Sulawesi Tenggara', 'Sulawesi Tenggara', 'province', 'sultra');
INSERT INTO public.result_scope VALUES ('sulteng', 23, 'Sulawesi Tengah', 'Sulawesi Tengah', 'province', 'sulteng');
INSERT INTO public.result_scope VALUES ('sumbar', 24, 'Sumatera Barat', 'Sumatera Barat', 'province', 'sumbar');
INSERT INTO public.result_scope VALUES ('sumsel', 25, 'Sumatera Selatan', 'Sumatera Selatan', 'province', 'sumsel');
INSERT INTO public.result_scope VALUES ('kabupaten-bantul', 26, 'Kabupaten Bantul', 'Kabupaten Bantul', 'kabupaten', 'diy');
INSERT INTO public.result_scope VALUES ('bawaslu', 27, 'Bawaslu RI', 'Internal Bawaslu RI', 'internal', 'bawaslu');
INSERT INTO public.result_scope VALUES ('kemenhub', 28, 'Kementerian Perhubungan', 'Internal Kementerian Perhubungan', 'internal', 'kemenhub');
INSERT INTO public.result_series VALUES ('nasional', 'Perguruan Tinggi Negeri', 'institut-pertanian-bogor', 'institut pertanian bogor', 'institut pertanian bogor | ipb | ipb university | institut pertanian bogor');
INSERT INTO public.result_series VALUES ('nasional', 'Perguruan Tinggi Negeri', 'institut-teknologi-sepuluh-nopember', 'institut teknologi sepuluh nopember', 'institut teknologi sepuluh nopember | its | institut teknologi sepuluh nopember');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'arsip-nasional-republik-indonesia', 'arsip nasional republik indonesia', 'arsip nasional republik indonesia | anri | arsip nasional republik indonesia');
INSERT INTO public.result_series VALUES ('nasional', 'Kementerian', 'kementerian-agama', 'kementerian agama', 'kementerian agama | kemenag | kementerian agama');
INSERT INTO public.result_series VALUES ('nasional', 'Kementerian', 'kementerian-badan-usaha-milik-negara', 'kementerian badan usaha milik negara', 'kementerian badan usaha milik negara | kementerian bumn | kementerian badan usaha milik negara');
INSERT INTO public.result_series VALUES ('nasional', 'Kementerian', 'kementerian-dalam-negeri', 'kementerian dalam negeri', 'kementerian dalam negeri | kemendagri | kementerian dalam negeri');
INSERT INTO public.result_series VALUES ('nasional', 'Kementerian', 'kementerian-desa-pembangunan-daerah-tertinggal-dan-transmigrasi', 'kementerian desa pembangunan daerah tertinggal dan transmigrasi', 'kementerian desa pembangunan daerah tertinggal dan transmigrasi | kemendes pdtt | kementerian desa pembangunan daerah tertinggal dan transmigrasi');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'badan-tenaga-nuklir-nasional', 'badan tenaga nuklir nasional', 'badan tenaga nuklir nasional | batan | badan tenaga nuklir nasional');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'bank-indonesia', 'bank indonesia', 'bank indonesia | bi | bank indonesia');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'badan-pemeriksa-keuangan', 'badan pemeriksa keuangan', 'badan pemeriksa keuangan | bpk | bpk ri | badan pemeriksa keuangan');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Non Struktural', 'badan-pengusahaan-batam', 'badan pengusahaan batam', 'badan pengusahaan batam | bp batam | badan pengusahaan batam');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Non Struktural', 'badan-pengawas-pemilihan-umum', 'badan pengawas pemilihan umum', 'badan pengawas pemilihan umum | bawaslu | bawaslu ri | badan pengawas pemilihan umum');
INSERT INTO public.result_series VALUES ('nasional', 'Kementerian', 'kementerian-hukum-dan-hak-asasi-manusia', 'kementerian hukum dan hak asasi manusia', 'kementerian hukum dan hak asasi manusia | kemenkumham | kementerian hukum dan ham | kementerian hukum dan hak asasi manusia');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'badan-pengawas-obat-dan-makanan', 'badan pengawas obat dan makanan', 'badan pengawas obat dan makanan | bpom | badan pom | badan pengawas obat dan makanan');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'badan-pusat-statistik', 'badan pusat statistik', 'badan pusat statistik | bps | badan pusat statistik');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Non Struktural', 'badan-amil-zakat-nasional', 'badan amil zakat nasional', 'badan amil zakat nasional | baznas | baznas ri | badan amil zakat nasional');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Non Struktural', 'badan-restorasi-gambut-dan-mangrove', 'badan restorasi gambut dan mangrove', 'badan restorasi gambut dan mangrove | brgm | badan restorasi gambut dan mangrove');
INSERT INTO public.result_series VALUES ('nasional', 'Perguruan Tinggi Negeri', 'institut-seni-budaya-indonesia-bandung', 'institut seni budaya indonesia bandung', 'institut seni budaya indonesia bandung | isbi bandung | institut seni budaya indonesia bandung');
INSERT INTO public.result_series VALUES ('nasional', 'Perguruan Tinggi Negeri', 'institut-seni-indonesia-denpasar', 'institut seni indonesia denpasar', 'institut seni indonesia denpasar | isi denpasar | institut seni indonesia denpasar');
INSERT INTO public.result_series VALUES ('nasional', 'Perguruan Tinggi Negeri', 'institut-teknologi-bandung', 'institut teknologi bandung', 'institut teknologi bandung | itb | institut teknologi bandung');
INSERT INTO public.result_series VALUES ('nasional', 'Perguruan Tinggi Negeri', 'institut-teknologi-sumatera', 'institut teknologi sumatera', 'institut teknologi sumatera | itera | institut teknologi sumatera');
INSERT INTO public.result_series VALUES ('nasional', 'Kementerian', 'kementerian-energi-dan-sumber-daya-mineral', 'kementerian energi dan sumber daya mineral', 'kementerian energi dan sumber daya mineral | kementerian esdm | kesdm | kementerian energi dan sumber daya mineral');
INSERT INTO public.result_series VALUES ('nasional', 'Kementerian', 'kementerian-agraria-dan-tata-ruang-badan-pertanahan-nasional', 'kementerian agraria dan tata ruang badan pertanahan nasional', 'kementerian agraria dan tata ruang badan pertanahan nasional | kementerian atr bpn | kemen atr bpn | bpn | kementerian agraria dan tata ruang badan pertanahan nasional');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'dewan-perwakilan-rakyat-republik-indonesia', 'dewan perwakilan rakyat republik indonesia', 'dewan perwakilan rakyat republik indonesia | dpr ri | dewan perwakilan rakyat | dpr | dewan perwakilan rakyat');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'badan-kependudukan-dan-keluarga-berencana-nasional', 'badan kependudukan dan keluarga berencana nasional', 'badan kependudukan dan keluarga berencana nasional | bkkbn | badan kependudukan dan keluarga berencana nasional');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'bpjs-kesehatan', 'bpjs kesehatan', 'bpjs kesehatan | badan penyelenggara jaminan sosial kesehatan | bpjs kesehatan');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'badan-pengawasan-keuangan-dan-pembangunan', 'badan pengawasan keuangan dan pembangunan', 'badan pengawasan keuangan dan pembangunan | bpkp | badan pengawasan keuangan dan pembangunan');
INSERT INTO public.result_series VALUES ('nasional', 'Perguruan Tinggi Negeri', 'institut-seni-indonesia-padangpanjang', 'institut seni indonesia padangpanjang', 'institut seni indonesia padangpanjang | isi padangpanjang | institut seni indonesia padangpanjang');
INSERT INTO public.result_series VALUES ('nasional', 'Kementerian', 'kementerian-hukum', 'kementerian hukum', 'kementerian hukum | kemenkum | kementerian hukum');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'badan-pelindungan-pekerja-migran-indonesia', 'badan pelindungan pekerja migran indonesia', 'badan pelindungan pekerja migran indonesia | bp2mi | badan pelindungan pekerja migran indonesia');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'badan-riset-dan-inovasi-nasional', 'badan riset dan inovasi nasional', 'badan riset dan inovasi nasional | brin | badan riset dan inovasi nasional');
INSERT INTO public.result_series VALUES ('nasional', 'Perguruan Tinggi Negeri', 'iain-kediri', 'iain kediri', 'iain kediri | iain kediri');
INSERT INTO public.result_series VALUES ('nasional', 'Kementerian', 'kementerian-haji-dan-umrah', 'kementerian haji dan umrah', 'kementerian haji dan umrah | kemenhaj | kementerian haji dan umrah');
INSERT INTO public.result_series VALUES ('nasional', 'Kementerian', 'kementerian-hak-asasi-manusia', 'kementerian hak asasi manusia', 'kementerian hak asasi manusia | kementerian ham | kemenham | kementerian hak asasi manusia');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'badan-nasional-penanggulangan-bencana', 'badan nasional penanggulangan bencana', 'badan nasional penanggulangan bencana | bnpb | badan nasional penanggulangan bencana');
INSERT INTO public.result_series VALUES ('nasional', 'Lembaga Negara dan LPNK', 'badan-penyelenggara-jaminan-produk-halal', 'badan penyelenggara jaminan produk halal', 'badan penyelenggara jaminan produk halal | bpjph | badan penyelenggara jaminan produk halal');
INSERT INTO public.result_series VALUES ('nasional', 'Perguruan Tinggi Negeri', 'iain-parepare', 'iain parepare', 'iain parepare | iain parepare');
INSERT INTO public.result_series VALUES ('nasional', 'Perguruan Tinggi Negeri', 'iain-datuk-laksemana-bengkalis', 'iain datuk laksemana bengkalis', 'iain datuk laksemana bengkalis | iain bengkalis | iain datuk laksemana bengkalis');
INSERT INTO public.resume_code VALUES ('8954022ad2f9b2622b44e6b6d4ca9080e6ee53e1705bf99a0ca38d299667d767', 'rilis00000000001', '2026-11-26 07:03:23.123457+00');
INSERT INTO public.resume_code VALUES ('d8e969b6030a5707a4896ae239209a5b2ab558f908e7436dd9a8886233bb4e08', 'rilis00000000002', '2026-11-26 07:03:24.123458+00');
INSERT INTO public.revision VALUES ('rilis00000000001', 1, 'self', NULL, 'A1', '{"choice":"ya","level":null,"links":["https://ppid.contoh.go.id/profil"],"note":"=1+1\t‮gnarab🙂 \\u0000 '' -- ; é é\nbaris kedua","number":null}', 0, 'wa', 1, '0000000000000000000000000000000000000000000000000000000000000000', '32726b8c972f876eb656c92af344cd128864687c0a047a1705b71e00a2f86413', '2026-11-26 07:03:26.12346+00', 'WIB');
INSERT INTO public.revision VALUES ('rilis00000000001', 2, 'self', NULL, 'A2', '{"choice":"tidak","level":null,"links":[],"note":"","number":null}', 0, 'wa', 2, '32726b8c972f876eb656c92af344cd128864687c0a047a1705b71e00a2f86413', '493b6441f97d6d8dd3052edd958e7c867cc5c462a6b60d2460d62fea149f3727', '2026-11-26 07:03:27.123461+00', 'WIB');
INSERT INTO public.revision VALUES ('rilis00000000001', 3, 'self', NULL, 'A1', '{"choice":"tidak","level":null,"links":[],"note":"","number":null}', 1, 'wb', 3, '493b6441f97d6d8dd3052edd958e7c867cc5c462a6b60d2460d62fea149f3727', '1747006257754e5b79902cc76eee09d1ea0c4d3fc0fefbd7d63d4651b651d7fe', '2026-11-26 07:03:28.123462+00', 'WIB');
INSERT INTO public.revision VALUES ('rilis00000000001', 4, 'self', NULL, 'A3', '{"choice":"ya","level":null,"links":[],"note":"","number":null}', 0, 'wb', 4, '1747006257754e5b79902cc76eee09d1ea0c4d3fc0fefbd7d63d4651b651d7fe', 'ce4c88c273e60cfd82a0a98a2d809769ed99db3458247fd7972cd8a80fbbd667', '2026-11-26 07:03:29.123463+00', 'WIB');
INSERT INTO public.revision VALUES ('rilis00000000001', 5, 'self', NULL, 'A2', '{"choice":null,"level":null,"links":[],"note":"","number":null}', 2, 'wb', 5, 'ce4c88c273e60cfd82a0a98a2d809769ed99db3458247fd7972cd8a80fbbd667', '0b5cfb1277dd1c07c92206f390ad66ef4e0c96b881b34c9e82a462d68f53015d', '2026-11-26 07:03:30.123464+00', 'WIB');
INSERT INTO public.revision VALUES ('rilis00000000001', 6, 'verified', 'ratna', 'A1', '{"choice":"ya"}', 5, 'meja', 9007199254740992, '0b5cfb1277dd1c07c92206f390ad66ef4e0c96b881b34c9e82a462d68f53015d', '42930b39ca5256ccc1226860a7362155f268d3b6ce09a14ba9e32b9865908b78', '2026-11-26 07:03:31.123465+00', 'WIB');
INSERT INTO public.revision VALUES ('rilis00000000002', 1, 'self', NULL, 'A1', '{"choice":"ya","level":null,"links":[],"note":"=1+1\t‮gnarab🙂 \\u0000 '' -- ; é é\nbaris kedua","number":null}', 0, 'wb', 6, '0000000000000000000000000000000000000000000000000000000000000000', '8471d51f637387c0139335040ef42fe056772be373ecdab42490795fca9c774e', '2026-11-26 07:03:32.123466+00', 'WIT');
INSERT INTO public.score VALUES ('rilis00000000001', 'self', 5, '0b5cfb1277dd1c07c92206f390ad66ef4e0c96b881b34c9e82a462d68f53015d', '735d8854f8fbe0b88ae8680d3d641a780d495e675ad254cdfe3515597e976309', '0', '0.00', '100', 'tidak_informatif', 2, 6, 1, 0, '2026-11-26 07:03:30.123464+00');
INSERT INTO public.score VALUES ('rilis00000000002', 'self', 1, '8471d51f637387c0139335040ef42fe056772be373ecdab42490795fca9c774e', '735d8854f8fbe0b88ae8680d3d641a780d495e675ad254cdfe3515597e976309', '0', '0.00', '100', 'tidak_informatif', 1, 7, 1, 0, '2026-11-26 07:03:32.123466+00');
INSERT INTO public.submission VALUES ('rilis00000000001', 'isian/2024', 1, 'opd', 'mandiri', 'dinas-contoh', 'Dinas “Contoh” 🏛 é'' -- \ ;', 'WIB', NULL, '2026-11-26 07:03:23.123457+00');
INSERT INTO public.submission VALUES ('rilis00000000002', 'isian/2024', 1, 'opd', 'mandiri', 'dinas-contoh', 'Dinas “Contoh” 🏛 é'' -- \ ;', 'WIT', NULL, '2026-11-26 07:03:24.123458+00');
ALTER TABLE ONLY public.access
    ADD CONSTRAINT access_pkey PRIMARY KEY (browser_hash, submission);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.result_body
    ADD CONSTRAINT result_body_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.result_count
    ADD CONSTRAINT result_count_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.result_files
    ADD CONSTRAINT result_files_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.result_group_year
    ADD CONSTRAINT result_group_year_pkey PRIMARY KEY (scope, "group", year);
ALTER TABLE ONLY public.result_link
    ADD CONSTRAINT result_link_pkey PRIMARY KEY (successor, predecessor);
ALTER TABLE ONLY public.result_other
    ADD CONSTRAINT result_other_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.result_row
    ADD CONSTRAINT result_row_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.result_scope
    ADD CONSTRAINT result_scope_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.result_series
    ADD CONSTRAINT result_series_pkey PRIMARY KEY (scope, "group", body_id);
ALTER TABLE ONLY public.resume_code
    ADD CONSTRAINT resume_code_pkey PRIMARY KEY (code_hash);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_once UNIQUE (submission, kind, question, writer, seq);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_pkey PRIMARY KEY (submission, number);
ALTER TABLE ONLY public.score
    ADD CONSTRAINT score_pkey PRIMARY KEY (submission, kind);
ALTER TABLE ONLY public.submission
    ADD CONSTRAINT submission_pkey PRIMARY KEY (id);
CREATE INDEX access_submission ON public.access USING btree (submission);
CREATE INDEX result_count_scope ON public.result_count USING btree (scope);
CREATE INDEX result_row_body ON public.result_row USING btree (body_id);
CREATE INDEX result_row_standing ON public.result_row USING btree (scope, "group", year);
CREATE INDEX result_series_name ON public.result_series USING btree (scope, name_order);
CREATE INDEX resume_code_submission ON public.resume_code USING btree (submission);
CREATE TRIGGER revision_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.revision FOR EACH STATEMENT EXECUTE FUNCTION public.revision_append_only();
ALTER TABLE ONLY public.access
    ADD CONSTRAINT access_submission_fkey FOREIGN KEY (submission) REFERENCES public.submission(id);
ALTER TABLE ONLY public.result_count
    ADD CONSTRAINT result_count_scope_fkey FOREIGN KEY (scope) REFERENCES public.result_scope(code);
ALTER TABLE ONLY public.result_link
    ADD CONSTRAINT result_link_predecessor_fkey FOREIGN KEY (predecessor) REFERENCES public.result_body(id);
ALTER TABLE ONLY public.result_link
    ADD CONSTRAINT result_link_successor_fkey FOREIGN KEY (successor) REFERENCES public.result_body(id);
ALTER TABLE ONLY public.result_other
    ADD CONSTRAINT result_other_body_id_fkey FOREIGN KEY (body_id) REFERENCES public.result_body(id);
ALTER TABLE ONLY public.result_row
    ADD CONSTRAINT result_row_body_id_fkey FOREIGN KEY (body_id) REFERENCES public.result_body(id);
ALTER TABLE ONLY public.result_row
    ADD CONSTRAINT result_row_scope_fkey FOREIGN KEY (scope) REFERENCES public.result_scope(code);
ALTER TABLE ONLY public.result_series
    ADD CONSTRAINT result_series_body_id_fkey FOREIGN KEY (body_id) REFERENCES public.result_body(id);
ALTER TABLE ONLY public.resume_code
    ADD CONSTRAINT resume_code_submission_fkey FOREIGN KEY (submission) REFERENCES public.submission(id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_submission_fkey FOREIGN KEY (submission) REFERENCES public.submission(id);
ALTER TABLE ONLY public.score
    ADD CONSTRAINT score_submission_fkey FOREIGN KEY (submission) REFERENCES public.submission(id);
