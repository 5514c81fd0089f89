// Lets Swift see FFmpeg's C API. Includes, and one line for each thing the importer can't take over; no logic.
#pragma once
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

// Built from casts or MKTAG: absent in Swift.
static const int64_t chop_AV_NOPTS_VALUE = AV_NOPTS_VALUE;
static const int32_t chop_AVERROR_EOF = AVERROR_EOF;
static const int32_t chop_AVERROR_EXIT = AVERROR_EXIT;
static const int32_t chop_AVERROR_INVALIDDATA = AVERROR_INVALIDDATA;
static const int32_t chop_AVERROR_DEMUXER_NOT_FOUND = AVERROR_DEMUXER_NOT_FOUND;
static const int32_t chop_AVERROR_DECODER_NOT_FOUND = AVERROR_DECODER_NOT_FOUND;
static const int32_t chop_AVERROR_PATCHWELCOME = AVERROR_PATCHWELCOME;

// A function-like macro: absent in Swift.
static inline int chop_AVERROR(int error) { return AVERROR(error); }
